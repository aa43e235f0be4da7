/** The words of the page in the reader's language, and how that language writes days, times and sizes. */

const KEPT = "caunoi-words";

export class Words {
  constructor() {
    this.language = document.documentElement.lang || "vi";
    this.texts = remembered(this.language);
    this.edition = 0; // grows when the words change: what was written with older ones is written again
  }

  /** The words for `key`, or nothing while they are on their way. */
  get(key) {
    return this.texts[key] ?? "";
  }

  /** Fetches the words of `language` and writes them on the page; keeps the old ones if the line is down. */
  async learn(language) {
    const kept = remembered(language);
    if (Object.keys(kept).length) this.#use(language, kept);
    try {
      const answer = await fetch(`texts.json?lang=${encodeURIComponent(language)}`);
      if (!answer.ok) return;
      const texts = await answer.json();
      remember(language, texts);
      this.#use(language, texts);
    } catch {
      // the words that are already there stay; the next hello asks again
    }
  }

  #use(language, texts) {
    if (language !== this.language || JSON.stringify(texts) !== JSON.stringify(this.texts)) this.edition += 1;
    this.language = language;
    this.texts = texts;
    document.documentElement.lang = language;
    this.write(document);
  }

  /** Fills every element below `root` that names its words in data-text, data-label or data-placeholder. */
  write(root) {
    for (const element of root.querySelectorAll("[data-text]")) element.textContent = this.get(element.dataset.text);
    for (const element of root.querySelectorAll("[data-placeholder]")) element.placeholder = this.get(element.dataset.placeholder);
    for (const element of root.querySelectorAll("[data-label]")) {
      element.setAttribute("aria-label", this.get(element.dataset.label));
      if (element instanceof HTMLButtonElement) element.title = this.get(element.dataset.label);
    }
  }

  time(date) {
    return new Intl.DateTimeFormat(this.language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(date);
  }

  /** "Hôm nay", "Hôm qua", or the weekday and date; the year only when it is another one. */
  day(date, now = new Date()) {
    const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
    if (date.toDateString() === now.toDateString()) return this.get("web-today");
    if (date.toDateString() === yesterday.toDateString()) return this.get("web-yesterday");
    const year = date.getFullYear() === now.getFullYear() ? {} : { year: "numeric" };
    const words = new Intl.DateTimeFormat(this.language, { weekday: "long", day: "numeric", month: "long", ...year }).format(date);
    return words.charAt(0).toLocaleUpperCase(this.language) + words.slice(1);
  }

  size(bytes) {
    const [amount, unit] = bytes < 1_000_000 ? [Math.max(1, bytes / 1000), "kilobyte"] : [bytes / 1_000_000, "megabyte"];
    const maximumFractionDigits = unit === "megabyte" ? 1 : 0;
    return new Intl.NumberFormat(this.language, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits }).format(amount);
  }
}

/** Minutes and seconds as a player shows them: 1:05. */
export function clock(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function remembered(language) {
  try {
    return JSON.parse(localStorage.getItem(`${KEPT}-${language}`)) ?? {};
  } catch {
    return {};
  }
}

function remember(language, texts) {
  try {
    localStorage.setItem(`${KEPT}-${language}`, JSON.stringify(texts));
  } catch {
    // a browser that keeps nothing fetches the words each time
  }
}

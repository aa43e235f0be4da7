/** One person's chat in its frame: what stands there, and doing there what a visitor would do by hand. */

const PATIENCE = 15_000;
const LOOK = 100;
const READING = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 700; // time to see what is going to happen
const NARROW = 352;

/** Nothing was there to be done in time. */
export class NotThere extends Error {}

export class Seat {
  /** `changed(seat)` is told when something new stands in the chat. */
  constructor(name, changed) {
    this.name = name;
    this.changed = changed;
    this.frame = document.createElement("iframe");
    this.frame.src = `${name}/`;
    this.frame.addEventListener("load", () => this.#watch());
    new ResizeObserver(() => this.#fit()).observe(this.frame);
    this.watcher = new MutationObserver(() => changed(this));
  }

  /** The number of the newest message. */
  last() {
    return Math.max(0, ...this.#messages().map(placeOf));
  }

  /** Whether anything came from the other side after the message `place`. */
  hasNews(place) {
    return this.#messages().some((message) => placeOf(message) > place && !message.classList.contains("mine"));
  }

  /** The newest button whose data is of this shape, in a message after `place`; with what its brackets caught. */
  find(shape, { place = 0, within = ".message" } = {}) {
    for (const button of [...this.#all(`${within} .choice`)].reverse()) {
      const caught = shape.exec(button.value);
      if (caught && placeOf(button.closest(".message")) > place) return { button, caught };
    }
    return null;
  }

  /** The same, among the newest choices only: older ones are there, but over. */
  offers(shape) {
    return this.find(shape, { within: ".message.current" });
  }

  /** Presses the newest button of this shape, once it is there. Raises NotThere. */
  async press(shape) {
    const { button } = await until(() => this.find(shape));
    button.scrollIntoView({ block: "nearest" });
    button.animate([{ boxShadow: "0 0 0 .3rem #f3c766" }, { boxShadow: "0 0 0 .1rem #f3c766" }], { duration: READING, fill: "backwards" });
    await pause(READING);
    (this.find(shape)?.button ?? button).click(); // the chat may have drawn it anew
  }

  /** Writes into the field and sends it. */
  async say(words) {
    const field = await until(() => this.#element("text"));
    field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await pause(READING);
    this.#element("form").requestSubmit();
    await until(() => !field.value);
    field.blur(); // or the keyboard of a phone covers what comes
  }

  /** Waits until something came after the message `place`. Raises NotThere. */
  async news(place) {
    await until(() => this.hasNews(place));
  }

  speak(language) {
    this.#all(`#languages [value="${language}"]`)[0]?.click();
  }

  #watch() {
    const log = this.#element("log");
    for (const head of this.#all(".top")) head.hidden = true; // who sits here stands above the frame
    this.#fit();
    this.watcher.disconnect();
    if (log) this.watcher.observe(log, { childList: true, subtree: true, attributeFilter: ["class", "data-place"] });
    this.changed(this);
  }

  /** Four chats side by side are narrow: smaller letters, so that as much stands on a line as on a phone. */
  #fit() {
    const page = this.frame.contentDocument?.documentElement;
    if (page && this.frame.clientWidth) page.style.fontSize = this.frame.clientWidth < NARROW ? "87.5%" : "";
  }

  #messages() {
    return [...this.#all(".message[data-place]")];
  }

  #all(selector) {
    return this.frame.contentDocument?.querySelectorAll(selector) ?? [];
  }

  #element(id) {
    return this.frame.contentDocument?.getElementById(id);
  }
}

function placeOf(message) {
  return Number(message.dataset.place ?? 0);
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function until(look) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(LOOK)) {
    const found = look();
    if (found) return found;
  }
  throw new NotThere();
}

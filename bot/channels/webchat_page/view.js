/** The list of messages: in order, day by day, following the newest unless the person reads further up. */

import { Bubble, make, straight } from "./bubble.js";

const PAGE = 60; // messages drawn at first; older ones when asked for
const TOGETHER = 5 * 60_000;
const NEAR = 120;
const HIDDEN_PAUSE = 200;
const QUOTE = 140;

export class View {
  #bubbles = new Map();
  #limit = PAGE;
  #planned = false;
  #drawn = 0; // the newest message from the bot that was drawn
  #unread = 0;
  #inView = 0;
  #title = document.title;
  #follow = true; // the newest message stays in view, until the person scrolls up

  constructor(conversation, words, actions) {
    Object.assign(this, { conversation, words, actions });
    this.scroll = document.getElementById("scroll");
    this.log = document.getElementById("log");
    this.older = document.getElementById("older");
    this.newest = document.getElementById("newest");
    this.welcome = document.getElementById("welcome");
    this.watch = new IntersectionObserver((changes) => this.#looked(changes), { root: this.scroll });
    this.older.addEventListener("click", () => this.#showOlder());
    this.newest.addEventListener("click", () => this.toEnd("smooth"));
    document.addEventListener("visibilitychange", () => this.#visible());
    new ResizeObserver(() => this.#follow && this.toEnd()).observe(this.scroll); // the keyboard opens, the field grows
    new ResizeObserver(() => this.#follow && this.toEnd()).observe(this.log); // a photo or a longer text arrives
    this.scroll.addEventListener("scroll", () => this.#scrolled(), { passive: true });
  }

  /** Draws soon, and many changes at once: a page that was away for long gets hundreds of messages in a moment. */
  plan() {
    if (this.#planned) return;
    this.#planned = true;
    const draw = () => {
      this.#planned = false;
      this.draw();
    };
    if (document.visibilityState === "visible") requestAnimationFrame(draw);
    else setTimeout(draw, HIDDEN_PAUSE); // there are no frames in a hidden page
  }

  draw() {
    const entries = this.conversation.entries();
    const shown = entries.slice(-this.#limit);
    this.older.hidden = shown.length === entries.length;
    this.welcome.hidden = entries.length > 0;
    this.#place(this.#elements(shown));
    this.#emphasise(shown);
    this.#notice(shown);
    if (this.#follow) this.toEnd();
    this.#visible(); // a message that was replaced in full view is seen too
  }

  /** Nothing is announced until what this device kept is drawn: it is not new. */
  ready() {
    this.draw();
    this.#follow = true;
    this.toEnd();
    this.#unread = 0;
    this.newest.hidden = true;
    document.title = this.#title;
    this.log.setAttribute("aria-busy", "false");
  }

  /** Another person: nothing of what was shown before counts as shown. */
  reset() {
    this.#drawn = this.#inView = 0;
    this.#limit = PAGE;
    this.draw();
  }

  toEnd(behavior = "instant") {
    this.#follow = true;
    this.newest.hidden = true;
    if (this.log.firstChild) this.scroll.scrollTo({ top: this.scroll.scrollHeight, behavior: this.#calm() ? "instant" : behavior });
  }

  setTitle(title) {
    this.#title = title;
    document.getElementById("title").textContent = title;
    this.#count(this.#unread);
  }

  /** Brings the message at `place` into view and marks it for a moment. */
  jump(place) {
    const element = this.log.querySelector(`[data-place="${Number(place)}"]`);
    if (!element) return;
    element.scrollIntoView({ block: "center", behavior: this.#calm() ? "instant" : "smooth" });
    element.classList.remove("found");
    void element.offsetWidth; // lets the same mark start again
    element.classList.add("found");
  }

  quoteOf(entry) {
    if (entry.quote) return straight(entry.quote);
    const meant = this.conversation.at(entry.reply_to);
    return meant ? this.summary(meant) : null;
  }

  summary(entry) {
    const named = (file) => (file.kind === "file" ? file.name : this.words.get(`web-${file.kind}`));
    const text = entry.text || entry.files?.map(named).join(", ") || "…";
    return straight(text.length > QUOTE ? `${text.slice(0, QUOTE)}…` : text);
  }

  #elements(shown) {
    const elements = [];
    let before = null;
    for (const entry of shown) {
      const at = new Date(entry.at);
      const newDay = !before || new Date(before.at).toDateString() !== at.toDateString();
      if (newDay) elements.push(this.#day(at));
      const bubble = this.#bubble(entry);
      bubble.show(entry, {
        online: this.conversation.online,
        quote: this.quoteOf(entry),
        pressing: (place, data) => this.conversation.pressing(place, data),
      });
      const joined = !newDay && before.from === entry.from && at - new Date(before.at) < TOGETHER;
      bubble.element.classList.toggle("joined", joined);
      elements.push(bubble.element);
      before = entry;
    }
    return elements;
  }

  #bubble(entry) {
    const key = entry.id ?? entry.place;
    let bubble = this.#bubbles.get(key);
    if (!bubble) {
      bubble = new Bubble(this.words, this.actions);
      this.#bubbles.set(key, bubble);
    }
    if (entry.place && bubble.element.dataset.place !== String(entry.place)) {
      bubble.element.dataset.place = entry.place;
      this.watch.observe(bubble.foot); // its end was in view: the person could read all of it
    }
    return bubble;
  }

  #day(date) {
    const words = this.words.day(date);
    const found = this.log.querySelector(`[data-day="${date.toDateString()}"]`);
    const element = found ?? make("p", "day", make("span"));
    element.dataset.day = date.toDateString();
    if (element.textContent !== words) element.firstChild.textContent = words;
    return element;
  }

  /** Puts the elements in this order and moves none that stands right: a moved one is read out again. */
  #place(elements) {
    const wanted = new Set(elements);
    for (const element of [...this.log.children]) if (!wanted.has(element)) element.remove();
    for (const [key, bubble] of this.#bubbles) {
      if (wanted.has(bubble.element)) continue;
      bubble.forget();
      this.#bubbles.delete(key);
    }
    let next = this.log.firstChild;
    for (const element of elements) {
      if (element === next) next = next.nextSibling;
      else this.log.insertBefore(element, next);
    }
  }

  /** The newest choices stand out, older ones step back; only the newest own message says "Đã gửi" in words. */
  #emphasise(shown) {
    const backwards = [...shown].reverse();
    const choices = backwards.find((entry) => entry.buttons?.length);
    const own = backwards.find((entry) => entry.from === "me");
    for (const entry of shown) {
      const { element } = this.#bubbles.get(entry.id ?? entry.place);
      element.classList.toggle("current", entry === choices);
      element.classList.toggle("newest-own", entry === own);
    }
  }

  #notice(shown) {
    const fresh = shown.filter((entry) => entry.from === "bot" && entry.place > this.#drawn);
    this.#drawn = Math.max(this.#drawn, ...fresh.map((entry) => entry.place));
    if (!fresh.length) return;
    if (!this.#follow) this.newest.hidden = false;
    if (document.visibilityState === "hidden") this.#count(this.#unread + fresh.length);
  }

  #looked(changes) {
    for (const { isIntersecting, target } of changes) {
      if (!isIntersecting) continue;
      this.#inView = Math.max(this.#inView, Number(target.parentElement.dataset.place));
      this.watch.unobserve(target);
    }
    this.#visible();
  }

  #visible() {
    if (document.visibilityState !== "visible") return;
    this.#count(0);
    if (this.#inView) this.conversation.seen(this.#inView);
  }

  #count(unread) {
    this.#unread = unread;
    document.title = unread ? `(${unread}) ${this.#title}` : this.#title;
  }

  #showOlder() {
    const fromBottom = this.scroll.scrollHeight - this.scroll.scrollTop;
    this.#limit += PAGE;
    this.log.setAttribute("aria-busy", "true");
    this.draw();
    this.scroll.scrollTop = this.scroll.scrollHeight - fromBottom;
    this.log.setAttribute("aria-busy", "false");
  }

  #scrolled() {
    this.#follow = this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < NEAR;
    if (this.#follow) this.newest.hidden = true;
  }

  #calm() {
    return matchMedia("(prefers-reduced-motion: reduce)").matches;
  }
}

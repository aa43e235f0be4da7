/** One message as people see it. Whatever others wrote is set as text, never as HTML. */

import { icon } from "./icons.js";
import { player } from "./player.js";

const LINK = /https?:\/\/[^\s<>"']+/g;
const AFTER_LINK = /[.,;:!?)\]}…]+$/;
const TURNING = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g;
const STATES = { waiting: "web-sending", sent: "web-sending", kept: "web-sent", failed: "web-failed", refused: "web-refused" };

/** Words without the invisible letters that turn the writing round ("ảnh‮gpj.exe"). */
export function straight(text) {
  return text.replace(TURNING, "");
}

export function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

export class Bubble {
  #body = null;
  #foot = null;
  #locals = [];

  /** `actions`: press, reply, jump, again, edit, forget, open (a photo). */
  constructor(words, actions) {
    this.words = words;
    this.actions = actions;
    this.element = make("article", "message");
    this.content = make("div", "content");
    this.buttons = make("div", "buttons");
    this.foot = make("p", "foot");
    this.element.append(this.content, this.buttons, this.foot);
  }

  /** Shows `entry` as it is now; touches only what changed, so that sound goes on and the focus stays. */
  show(entry, { online, quote, pressing }) {
    this.entry = entry;
    const mine = entry.from === "me";
    this.element.classList.toggle("mine", mine);
    this.element.classList.toggle("failed", entry.state === "failed" || entry.state === "refused");
    const body = JSON.stringify([entry.text, quote, (entry.files ?? []).map((file) => (mine ? file.kind : file.url)), this.words.edition]);
    if (body !== this.#body) this.#write(entry, quote, mine);
    this.#body = body;
    this.#choices(entry, pressing);
    const state = entry.place ? "kept" : entry.state;
    const progress = state === "waiting" && online ? Math.round(100 * (entry.progress ?? 0)) : 0;
    const foot = JSON.stringify([state, entry.words, online || state !== "waiting", progress, this.words.edition]);
    if (foot !== this.#foot) this.#footer(entry, mine ? state : null, online, progress); // else it would be read out again
    this.#foot = foot;
  }

  forget() {
    for (const url of this.#locals) URL.revokeObjectURL(url);
  }

  #write(entry, quote, mine) {
    this.content.replaceChildren();
    this.content.append(make("span", "unseen", `${this.words.get(mine ? "web-you" : "web-bot")}: `));
    if (quote) {
      const button = make("button", "quote", make("span", null, quote));
      button.type = "button";
      button.dir = "auto";
      button.addEventListener("click", () => this.actions.jump(this.entry.reply_to));
      this.content.append(button);
    }
    const photos = make("div", "photos");
    this.content.append(photos);
    for (const [index, file] of (entry.files ?? []).entries()) {
      const source = this.#source(entry, file, index);
      if (file.kind === "photo") photos.append(this.#photo(source, file));
      else this.content.append(this.#file(source, file));
    }
    if (!photos.childElementCount) photos.remove();
    if (entry.text) this.content.append(withLinks(entry.text));
  }

  /** Where to load a file from: this device if it came from here. */
  #source(entry, file, index) {
    const blob = file.blob ?? entry.local?.[index];
    if (!blob) return file.url;
    const url = URL.createObjectURL(blob);
    this.#locals.push(url);
    return url;
  }

  #photo(source, file) {
    const photo = make("img");
    photo.src = source;
    photo.alt = straight(file.name ?? "");
    photo.loading = "lazy";
    photo.decoding = "async";
    const button = make("button", "photo", photo);
    button.type = "button";
    button.setAttribute("aria-label", `${this.words.get("web-open-photo")}: ${photo.alt}`);
    button.addEventListener("click", () => this.actions.open(source, photo.alt));
    return button;
  }

  #file(source, file) {
    if (file.kind === "voice") return player(this.words, source, file.seconds ?? null);
    if (file.kind === "video") {
      const video = make("video");
      Object.assign(video, { src: source, controls: true, preload: "metadata", playsInline: true });
      return video;
    }
    const name = make("bdi", "name", straight(file.name ?? ""));
    const link = make("a", "file", icon("file"), make("span", null, name, make("small", null, this.words.size(file.size ?? 0))));
    link.href = source;
    link.download = straight(file.name ?? "");
    link.rel = "noopener";
    return link;
  }

  #choices(entry, pressing) {
    const rows = entry.buttons ?? [];
    const drawn = JSON.stringify(rows);
    if (drawn !== this.buttons.dataset.drawn) {
      const focused = [...this.buttons.querySelectorAll("button")].indexOf(document.activeElement);
      this.buttons.dataset.drawn = drawn;
      this.buttons.replaceChildren(...rows.map((row) => make("div", "row", ...row.map((choice) => this.#choice(choice)))));
      if (focused >= 0) this.buttons.querySelectorAll("button")[focused]?.focus();
    }
    for (const button of this.buttons.querySelectorAll("button")) {
      const busy = pressing(entry.place, button.value);
      button.classList.toggle("busy", busy);
      button.classList.toggle("pressed", busy || entry.pressed === button.value);
      button.setAttribute("aria-busy", String(busy));
    }
  }

  #choice(choice) {
    const button = make("button", "choice", straight(choice.label));
    button.type = "button";
    button.value = choice.data;
    button.dir = "auto";
    button.addEventListener("click", () => this.actions.press(this.entry, choice));
    return button;
  }

  #footer(entry, state, online, progress) {
    const when = make("time", null, this.words.time(new Date(entry.at)));
    when.dateTime = entry.at;
    this.foot.replaceChildren(when);
    if (state) this.#state(entry, state, online, progress);
    else this.#reply();
  }

  #state(entry, state, online, progress) {
    const key = state === "waiting" && !online ? "web-waiting" : STATES[state];
    let words = state === "refused" && entry.words ? entry.words : this.words.get(key);
    if (progress > 0 && progress < 100) words += ` ${progress} %`;
    const drawing = { kept: "check", failed: "again", refused: "warn" }[state] ?? "clock";
    const stands = make("span", `state ${state}`, icon(drawing), make("span", null, words));
    if (state === "failed") this.foot.append(this.#deed(stands, () => this.actions.again(entry.id)));
    else this.foot.append(stands);
    if (state === "refused") this.foot.append(this.#deed(this.words.get("web-edit"), () => this.actions.edit(entry)));
    if (state === "failed" || state === "refused") {
      this.foot.append(this.#deed(this.words.get("web-forget"), () => this.actions.forget(entry.id)));
    }
  }

  #deed(content, act) {
    const button = make("button", "deed", content);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  }

  #reply() {
    const button = make("button", "reply", icon("reply"), make("span", null, this.words.get("web-reply")));
    button.type = "button";
    button.addEventListener("click", () => this.actions.reply(this.entry));
    this.foot.append(button);
  }
}

/** The text with its line breaks, in the order it was written; only http(s) addresses become links, and they show where they lead. */
function withLinks(written) {
  const text = straight(written);
  const paragraph = make("p", "text");
  paragraph.dir = "auto";
  let end = 0;
  for (const found of text.matchAll(LINK)) {
    const address = found[0].replace(AFTER_LINK, "");
    const link = make("a", null, address);
    link.href = address;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    paragraph.append(text.slice(end, found.index), link);
    end = found.index + address.length;
  }
  paragraph.append(text.slice(end));
  return paragraph;
}

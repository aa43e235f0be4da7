/** The files that will go with the next message: photos, recordings, documents; each can be thrown away. */

import { LARGEST_FILE, prepare } from "./attachments.js";
import { make, straight } from "./bubble.js";
import { icon } from "./icons.js";
import { newId } from "./outgoing.js";
import { player } from "./player.js";

export class Tray {
  /** {id, name, kind, size, blob}; without a blob while a photo is being made smaller */
  files = [];
  /** Resolves when every file is ready to go. */
  ready = Promise.resolve();

  /** `changed()` after each change, `tooBig(name)` when a file cannot go, `removed()` after the person took one out. */
  constructor(words, element, { changed, tooBig, removed }) {
    Object.assign(this, { words, element, changed, tooBig, removed });
  }

  /** Each file gets its place at once; `seconds` is the length of a recording. */
  attach(files, seconds = null) {
    const places = files.map((file) => ({ id: newId(), name: file.name, kind: "file", size: file.size, blob: null }));
    this.set([...this.files, ...places]);
    this.ready = this.ready.then(async () => {
      for (const [index, place] of places.entries()) await this.#prepare(files[index], place, seconds);
    });
  }

  set(files) {
    this.files = files;
    this.#draw();
    this.changed();
  }

  async #prepare(file, place, seconds) {
    const whole = { ...(await prepare(file, place.id)), seconds };
    const fits = whole.size <= LARGEST_FILE;
    if (!fits) this.tooBig(straight(file.name));
    this.set(this.files.flatMap((other) => (other !== place ? [other] : fits ? [whole] : [])));
  }

  #draw() {
    this.element.hidden = !this.files.length;
    for (const item of [...this.element.children]) if (!this.files.includes(item.file)) this.#takeOut(item);
    for (const [index, file] of this.files.entries()) {
      const there = this.element.children[index] ?? null;
      if (there?.file !== file) this.element.insertBefore(this.#item(file), there);
    }
  }

  #takeOut(item) {
    if (item.url) URL.revokeObjectURL(item.url);
    item.remove();
  }

  #item(file) {
    const name = straight(file.name);
    const item = make("li", file.blob ? file.kind : "file busy");
    item.file = file;
    if (file.kind === "photo" || file.kind === "voice") item.url = URL.createObjectURL(file.blob);
    if (file.kind === "photo") {
      const photo = make("img");
      photo.src = item.url;
      photo.alt = name;
      item.append(photo);
    } else if (file.kind === "voice") {
      item.append(player(this.words, item.url, file.seconds));
    } else {
      item.append(icon("file"), make("span", null, make("bdi", "name", name), make("small", null, this.words.size(file.size))));
    }
    const away = make("button", "round away", icon("close"));
    away.type = "button";
    away.setAttribute("aria-label", `${this.words.get("web-remove")}: ${name}`);
    away.addEventListener("click", () => {
      this.set(this.files.filter((other) => other !== file));
      this.removed();
    });
    item.append(away);
    return item;
  }
}

/** What the person said and the server has not placed yet: kept on this device, sent in order, sent again. */

import { upload, UploadRefused } from "./attachments.js";

const PATIENCE = 20_000; // without the server's "kept" by then the line is taken for dead, and the message goes again
const UPLOAD_TRIES = 3;
const REST = 10_000; // after "too fast": as much as a queue from an hour without a line needs to be let in

/** The states of an item: waiting → sent → kept; or failed (may go again), or refused (with the server's words). */
export class Outgoing {
  #items = new Map(); // id → item
  #order = 0;
  #sending = false;
  #late = 0;
  #resting = 0;

  /** `changed()` is told when something is to be drawn. */
  constructor(store, connection, changed) {
    Object.assign(this, { store, connection, changed });
    this.open = false; // the line is there and the server has said whose session this is
  }

  /** Brings back what this device kept, but for the ids in `placed`: another tab has seen those arrive. */
  async restore(placed) {
    const items = (await this.store.all("outgoing")).filter((item) => !placed.has(item.id)).sort((a, b) => a.order - b.order);
    for (const item of items) this.#items.set(item.id, { ...item, state: item.state === "sent" ? "waiting" : item.state });
    this.#order = Math.max(0, ...items.map((item) => item.order));
  }

  get(id) {
    return this.#items.get(id);
  }

  messages() {
    return [...this.#items.values()].filter((item) => item.type === "say");
  }

  /** The presses on the message at `place` that are on their way. */
  presses(place) {
    return [...this.#items.values()].filter((item) => item.type === "press" && item.place === place);
  }

  add(item) {
    this.#order += 1;
    const whole = { files: [], ...item, id: newId(), order: this.#order, from: "me", at: new Date().toISOString() };
    this.#items.set(whole.id, whole);
    this.mark(whole, "waiting");
    this.flush();
  }

  mark(item, state) {
    item.state = state;
    this.#keep(item);
    this.#watch();
    this.changed();
  }

  /** The server had too much from here at once: this one and what comes after it wait a little. */
  rest(item) {
    this.mark(item, "waiting");
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      this.#resting = 0;
      this.flush();
    }, REST);
  }

  /** The server threw an upload away before the message came for it: this device still has the file. */
  uploadAgain(item) {
    for (const file of item.files) delete file.upload;
    item.uploadedAgain = true;
    this.mark(item, "waiting");
    this.flush();
  }

  remove(id) {
    this.#items.delete(id);
    this.store.remove("outgoing", id);
    this.#watch();
    this.changed();
  }

  clear() {
    this.#items.clear();
  }

  /** Nothing leaves any more; what was on the way goes again when the line is back: the server knows it by its id. */
  shut() {
    this.open = false;
    for (const item of this.#items.values()) if (item.state === "sent") item.state = "waiting";
    this.#watch();
  }

  /** One after the other, in the order they were written: a text must not overtake the photos before it. */
  async flush() {
    if (this.#sending) return;
    this.#sending = true;
    try {
      let item;
      while ((item = this.#next())) if (!(await this.#send(item))) break;
    } finally {
      this.#sending = false;
    }
  }

  #next() {
    return this.open && !this.#resting ? [...this.#items.values()].find((item) => item.state === "waiting") : undefined;
  }

  /** False when the line is gone and the rest must wait. */
  async #send(item) {
    try {
      for (const file of item.files) {
        file.upload ??= await this.#upload(item, file);
        this.#keep(item);
      }
    } catch (error) {
      if (!this.open) return false;
      item.words = error instanceof UploadRefused ? error.message : null;
      if (this.#items.has(item.id)) this.mark(item, error instanceof UploadRefused ? "refused" : "failed");
      return true;
    }
    if (!this.#items.has(item.id)) return true; // the person threw it away meanwhile
    const { type, id, text, reply_to, data, label, place } = item;
    const files = item.files.map((file) => file.upload);
    const sent = this.connection.send(type === "say" ? { type, id, text, files, reply_to } : { type, id, data, label, place });
    if (sent) this.mark(item, "sent");
    return sent;
  }

  async #upload(item, file) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await upload(file, (share) => {
          item.progress = share;
          this.changed();
        });
      } catch (error) {
        if (error instanceof UploadRefused || !this.open || attempt === UPLOAD_TRIES) throw error;
        await new Promise((resolve) => setTimeout(resolve, 1000 * attempt));
      }
    }
  }

  #keep({ progress, ...item }) {
    if (this.#items.has(item.id)) this.store.put("outgoing", item);
  }

  #watch() {
    clearTimeout(this.#late);
    const unanswered = [...this.#items.values()].some((item) => item.state === "sent");
    if (unanswered) this.#late = setTimeout(() => this.connection.drop(), PATIENCE);
  }
}

/** A UUID; by hand where the page is not served over https and the browser hides its own. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

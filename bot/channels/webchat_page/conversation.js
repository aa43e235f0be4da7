/** What was said, what waits to be sent and what the server knows of it. Draws nothing; tells `changed` what to draw. */

import { upload, UploadRefused } from "./attachments.js";

const PATIENCE = 20_000; // without the server's "kept" by then the line is taken for dead, and the message goes again
const UPLOAD_TRIES = 3;
const RELOAD_PAUSE = 30_000;

export class Conversation {
  #caughtUpFrom = -1; // the `after` of the last hello that was answered
  #asked = null; // the `after` of a hello that is not answered yet
  #shown = 0;
  #told = 0;
  #order = 0;
  #flushing = false;
  #late = 0;

  /** `changed(kind, value)`: kind is "talk", "hello", "notice" or "reset". `unit` is the code in the address, or null. */
  constructor(store, connection, { unit, changed }) {
    this.store = store;
    this.connection = connection;
    this.unit = unit;
    this.changed = changed;
    this.messages = new Map(); // place → message
    this.outgoing = new Map(); // id → what is not back from the server with a place
    this.last = 0;
    this.person = null;
    this.online = false;
    this.greeted = false; // the server has said whose session this is: before that nothing may leave under it
  }

  /** Brings back what this device kept. */
  async open() {
    this.person = await this.store.fact("person");
    for (const message of await this.store.all("messages")) this.messages.set(message.place, message);
    this.last = Math.max(0, ...this.messages.keys());
    const placed = new Set([...this.messages.values()].map((message) => message.id)); // another tab may have seen them placed
    const waiting = (await this.store.all("outgoing")).filter((item) => !placed.has(item.id)).sort((a, b) => a.order - b.order);
    for (const item of waiting) this.outgoing.set(item.id, { ...item, state: item.state === "sent" ? "waiting" : item.state });
    this.#order = Math.max(0, ...waiting.map((item) => item.order));
    this.changed("talk");
  }

  /** Everything there is to show, oldest first. */
  entries() {
    const placed = [...this.messages.values()].filter((message) => !message.hidden).sort((a, b) => a.place - b.place);
    const waiting = [...this.outgoing.values()].filter((item) => item.type === "say");
    return [...placed, ...waiting];
  }

  hello() {
    this.#asked = this.last;
    if (this.connection.send({ type: "hello", after: this.last, unit: this.unit })) this.connection.expectAnswer();
  }

  setOnline(online) {
    this.online = online;
    if (!online) {
      this.greeted = false;
      this.#asked = null;
      clearTimeout(this.#late);
      for (const item of this.outgoing.values()) if (item.state === "sent") item.state = "waiting";
    }
    this.changed("talk");
  }

  /** Something the server said. */
  async take(event) {
    if (event.type === "hello") await this.#greeted(event);
    else if (event.type === "message") this.#place(event);
    else if (event.type === "kept") this.#kept(event.id);
    else if (event.type === "refused") this.#refused(event.id, event.text);
    else if (event.type === "session_gone") await this.#startAgain();
  }

  say(text, files, replyTo) {
    return this.#queue({ type: "say", text, files, reply_to: replyTo });
  }

  /** A press on a button of the message at `place`; a second one while the first is on its way does nothing. */
  press(place, { data, label }) {
    if (this.pressing(place, data)) return undefined;
    return this.#queue({ type: "press", data, label, place, files: [] });
  }

  pressing(place, data) {
    return [...this.outgoing.values()].some((item) => item.type === "press" && item.place === place && item.data === data);
  }

  /** Sends a message again that did not get through. */
  again(id) {
    const item = this.outgoing.get(id);
    if (!item) return;
    this.#mark(item, "waiting");
    this.#flush();
  }

  forget(id) {
    this.outgoing.delete(id);
    this.store.remove("outgoing", id);
    this.changed("talk");
  }

  /** The person has had the message at `place` in view. */
  seen(place) {
    this.#shown = Math.max(this.#shown, place);
    while (this.messages.get(this.#shown + 1)?.hidden) this.#shown += 1; // it only changed one that was there
    if (this.greeted && this.#shown > this.#told && this.connection.send({ type: "seen", place: this.#shown })) this.#told = this.#shown;
  }

  setLanguage(lang) {
    this.connection.send({ type: "language", lang });
  }

  async #greeted(event) {
    this.connection.trust();
    if (this.person !== null && this.person !== event.person) {
      await this.#forgetEverything();
      this.hello();
    } else if (this.#asked !== null) {
      this.#caughtUpFrom = this.#asked;
      this.#asked = null;
    }
    if (this.person !== event.person) this.store.setFact("person", event.person);
    this.person = event.person;
    this.unit = null; // it is said once a visit, or each reconnect would open the unit anew
    this.greeted = true;
    this.changed("hello", event);
    this.seen(this.#shown);
    this.#flush();
  }

  #forgetEverything() {
    this.messages.clear();
    this.outgoing.clear();
    this.last = this.#shown = this.#told = 0;
    this.#caughtUpFrom = -1;
    this.changed("reset");
    return this.store.clear();
  }

  #place({ type, ...message }) {
    if (message.place > this.last + 1 && this.#caughtUpFrom !== this.last) {
      if (this.#asked === null) this.hello(); // one before it is missing: ask, and take this one from the answer
      return;
    }
    if (this.messages.has(message.place)) return;
    this.last = Math.max(this.last, message.place);
    const earlier = this.messages.get(message.replaces);
    if (earlier) {
      Object.assign(earlier, { text: message.text, buttons: message.buttons ?? [], pressed: null });
      for (const item of this.outgoing.values()) if (item.place === earlier.place) item.answered = true;
      message.hidden = true;
    }
    const mine = message.id && this.outgoing.get(message.id);
    if (mine) {
      message.local = mine.files?.map((file) => file.blob); // already on this device: no need to fetch it again
      this.outgoing.delete(mine.id);
      this.store.remove("outgoing", mine.id);
      this.#watchForKept();
    }
    this.messages.set(message.place, message);
    const { local, ...kept } = message;
    this.store.put("messages", ...(earlier ? [earlier, kept] : [kept]));
    this.changed("talk");
  }

  #kept(id) {
    const item = this.outgoing.get(id);
    if (!item) return;
    this.connection.trust();
    if (item.type === "press") {
      const message = this.messages.get(item.place);
      if (message && !item.answered) {
        message.pressed = item.data;
        this.store.put("messages", message);
      }
      this.outgoing.delete(id);
      this.store.remove("outgoing", id);
      this.changed("talk");
    } else {
      this.#mark(item, "kept");
    }
    this.#watchForKept();
  }

  #refused(id, words) {
    const item = this.outgoing.get(id);
    if (!item || item.type === "press") {
      if (item) this.forget(id);
      this.changed("notice", words);
    } else {
      item.words = words;
      this.#mark(item, "refused");
    }
    this.#watchForKept();
  }

  /** The server does not know this browser any more. A reload asks for a new session, but never in a circle. */
  async #startAgain() {
    const before = Number(await this.store.fact("reloaded"));
    if (Date.now() - before < RELOAD_PAUSE) return;
    await this.store.setFact("reloaded", Date.now());
    await fetch(document.baseURI, { cache: "no-store" }).catch(() => null);
    location.reload();
  }

  #queue(item) {
    this.#order += 1;
    const whole = { ...item, id: newId(), order: this.#order, from: "me", at: new Date().toISOString(), state: "waiting" };
    this.outgoing.set(whole.id, whole);
    this.#keep(whole);
    this.changed("talk");
    this.#flush();
    return whole.id;
  }

  #mark(item, state) {
    item.state = state;
    this.#keep(item);
    this.changed("talk");
  }

  #keep({ progress, ...item }) {
    this.store.put("outgoing", item);
  }

  /** One after the other, in the order they were written: a text must not overtake the photos before it. */
  async #flush() {
    if (this.#flushing) return;
    this.#flushing = true;
    try {
      let item;
      while ((item = this.#next())) if (!(await this.#send(item))) break;
    } finally {
      this.#flushing = false;
    }
    this.#watchForKept();
  }

  #next() {
    if (!this.greeted) return undefined;
    return [...this.outgoing.values()].find((item) => item.state === "waiting");
  }

  async #send(item) {
    for (const file of item.files) {
      if (file.upload) continue;
      try {
        file.upload = await this.#upload(item, file);
        this.#keep(item);
      } catch (error) {
        if (!this.online) return false;
        item.words = error instanceof UploadRefused ? error.message : null;
        this.#mark(item, error instanceof UploadRefused ? "refused" : "failed");
        return true;
      }
    }
    const { type, id, text, reply_to, data, label, place } = item;
    const files = item.files.map((file) => file.upload);
    const sent = this.connection.send(type === "say" ? { type, id, text, files, reply_to } : { type, id, data, label, place });
    if (sent) this.#mark(item, "sent");
    return sent;
  }

  async #upload(item, file) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await upload(file, (share) => {
          item.progress = share;
          this.changed("talk");
        });
      } catch (error) {
        if (error instanceof UploadRefused || !this.online || attempt === UPLOAD_TRIES) throw error;
        await new Promise((resolve) => setTimeout(resolve, 1000 * attempt));
      }
    }
  }

  #watchForKept() {
    clearTimeout(this.#late);
    const waiting = [...this.outgoing.values()].some((item) => item.state === "sent");
    if (waiting) this.#late = setTimeout(() => this.connection.drop(), PATIENCE);
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

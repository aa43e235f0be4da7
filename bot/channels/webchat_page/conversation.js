/** What was said and what the server knows of it. Draws nothing; tells `changed` what to draw. */

import { Outgoing } from "./outgoing.js";

const RELOAD_PAUSE = 30_000;

export class Conversation {
  #messages = new Map(); // place → message
  #last = 0; // the highest place this device has
  #caughtUpFrom = -1; // the `after` of the last hello that was answered
  #asked = null; // the `after` of a hello that is not answered yet
  #shown = 0; // the highest place the person had in view
  #told = 0; // … of which the server knows
  #person = null;

  /** `changed(kind, value)`: kind is "talk", "hello", "notice" or "reset". `unit` is the code in the address, or null. */
  constructor(store, connection, { unit, changed }) {
    Object.assign(this, { store, connection, unit, changed });
    this.outgoing = new Outgoing(store, connection, () => changed("talk"));
    this.online = false;
  }

  /** Brings back what this device kept. */
  async open() {
    this.#person = await this.store.fact("person");
    for (const message of await this.store.all("messages")) this.#messages.set(message.place, message);
    this.#last = Math.max(0, ...this.#messages.keys());
    await this.outgoing.restore(new Set([...this.#messages.values()].map((message) => message.id)));
    this.changed("talk");
  }

  /** Everything there is to show, oldest first. */
  entries() {
    const placed = [...this.#messages.values()].filter((message) => !message.hidden).sort((a, b) => a.place - b.place);
    return [...placed, ...this.outgoing.messages()];
  }

  at(place) {
    return this.#messages.get(place);
  }

  hello() {
    this.#asked = this.#last;
    if (this.connection.send({ type: "hello", after: this.#last, unit: this.unit })) this.connection.expectAnswer();
  }

  setOnline(online) {
    this.online = online;
    if (!online) {
      this.#asked = null;
      this.outgoing.shut();
    }
    this.changed("talk");
  }

  /** Something the server said. */
  async take(event) {
    if (event.type === "hello") await this.#greeted(event);
    else if (event.type === "message") this.#place(event);
    else if (event.type === "kept") this.#kept(event.id);
    else if (event.type === "refused") this.#refused(event);
    else if (event.type === "session_gone") await this.#startAgain();
  }

  say(text, files, replyTo) {
    this.outgoing.add({ type: "say", text, files, reply_to: replyTo });
  }

  /** A press on a button of the message at `place`; a second one while the first is on its way does nothing. */
  press(place, { data, label }) {
    if (!this.pressing(place, data)) this.outgoing.add({ type: "press", data, label, place });
  }

  pressing(place, data) {
    return this.outgoing.presses(place).some((press) => press.data === data);
  }

  /** Sends a message again that did not get through. */
  again(id) {
    const item = this.outgoing.get(id);
    if (!item) return;
    this.outgoing.mark(item, "waiting");
    this.outgoing.flush();
  }

  /** The person has had the message at `place` in view. */
  seen(place) {
    this.#shown = Math.max(this.#shown, place);
    while (this.at(this.#shown + 1)?.hidden) this.#shown += 1; // it only changed one that was there
    if (!this.outgoing.open || this.#shown === this.#told) return;
    if (this.connection.send({ type: "seen", place: this.#shown })) this.#told = this.#shown;
  }

  setLanguage(lang) {
    this.connection.send({ type: "language", lang });
  }

  async #greeted(event) {
    this.connection.trust();
    if (this.#person !== null && this.#person !== event.person) {
      await this.#forgetEverything();
      this.hello();
    } else if (this.#asked !== null) {
      this.#caughtUpFrom = this.#asked;
      this.#asked = null;
    }
    if (this.#person !== event.person) this.store.setFact("person", event.person);
    this.#person = event.person;
    this.unit = null; // it is said once a visit, or each reconnect would open the unit anew
    this.outgoing.open = true;
    this.changed("hello", event);
    this.seen(this.#shown);
    this.outgoing.flush();
  }

  #forgetEverything() {
    this.#messages.clear();
    this.outgoing.clear();
    this.#last = this.#shown = this.#told = 0;
    this.#caughtUpFrom = -1;
    this.changed("reset");
    return this.store.clear();
  }

  /** Puts a message in its place. No place is left out: where one is missing the server is asked again, and only if
   *  its answer has the same gap (a message that was erased) does the talk go on behind it. */
  #place({ type, ...message }) {
    if (message.place > this.#last + 1 && this.#caughtUpFrom !== this.#last) {
      if (this.#asked === null) this.hello();
      return;
    }
    if (this.#messages.has(message.place)) return;
    this.#last = Math.max(this.#last, message.place);
    const earlier = this.at(message.replaces);
    if (earlier) Object.assign(earlier, { text: message.text, buttons: message.buttons ?? [], pressed: null });
    const pressed = this.at(message.pressed);
    if (pressed) pressed.pressed = pressed.buttons.flat().find((choice) => choice.label === message.text)?.data ?? null;
    message.hidden = Boolean(earlier ?? pressed); // it changed one that is there, and is nothing to show itself
    this.#messages.set(message.place, message);
    this.#keep(...[earlier, pressed, message].filter(Boolean));
    const mine = message.id && this.outgoing.get(message.id);
    if (mine) {
      message.local = mine.files.map((file) => file.blob); // already on this device: no need to fetch it again
      this.outgoing.remove(mine.id);
    }
    this.changed("talk");
  }

  #keep(...messages) {
    this.store.put("messages", ...messages.map(({ local, ...message }) => message));
  }

  /** The server has it; its place in the talk comes as a message. */
  #kept(id) {
    const item = this.outgoing.get(id);
    if (!item) return;
    this.connection.trust();
    this.outgoing.mark(item, "kept");
  }

  #refused({ id, reason, text }) {
    const item = this.outgoing.get(id);
    if (item && reason === "too_fast") {
      this.outgoing.rest(item);
    } else if (item && reason === "file_gone" && !item.uploadedAgain) {
      this.outgoing.uploadAgain(item);
    } else if (item?.type === "say") {
      item.words = text;
      this.outgoing.mark(item, "refused");
    } else {
      if (item) this.outgoing.remove(id);
      this.changed("notice", text);
    }
  }

  /** The server does not know this browser any more. A reload asks for a new session, but never in a circle. */
  async #startAgain() {
    const before = Number(await this.store.fact("reloaded"));
    if (Date.now() - before < RELOAD_PAUSE) return;
    await this.store.setFact("reloaded", Date.now());
    await fetch(document.baseURI, { cache: "no-store" }).catch(() => null);
    location.reload();
  }
}

/** Where the person writes: text, reply, photos, voice, files, the menu. The unfinished text survives a reload. */

import { make, straight } from "./bubble.js";
import { Recorder } from "./recorder.js";
import { sheet } from "./sheet.js";
import { Tray } from "./tray.js";
import { clock } from "./words.js";

const byId = (id) => document.getElementById(id);
const NOTICE_TIME = 8000;

export class Composer {
  #reply = null;
  #noticeTimer = 0;
  #sending = false;

  /** `onSend(text, files, place)` takes what was written; `onFiles(files)` hears what lies ready, to keep it over a
   *  reload; `summary(message)` words the message being answered. */
  constructor(words, { draftKey, onSend, onCommand, onFiles, summary }) {
    Object.assign(this, { words, draftKey, onSend, onCommand, summary });
    this.keyboard = matchMedia("(hover: hover) and (pointer: fine)");
    this.text = byId("text");
    this.text.value ||= this.#draft() ?? ""; // who was quicker than this program has written already
    this.tray = new Tray(words, byId("tray"), {
      changed: () => {
        this.#fit();
        onFiles(this.tray.files.filter((file) => file.blob));
      },
      tooBig: (name) => this.notice(`${words.get("web-too-big")} ${name}`),
      removed: () => this.text.focus({ preventScroll: true }),
    });
    this.#writing();
    this.#choosing();
    this.#speaking();
    sheet(byId("menu"), byId("commands"));
    sheet(byId("attach"), byId("sources"));
    byId("replying-stop").addEventListener("click", () => this.replyTo(null));
    this.#fit();
  }

  /** A short word to the person above the field; it leaves by itself. */
  notice(words) {
    clearTimeout(this.#noticeTimer);
    byId("notice").textContent = words;
    this.#noticeTimer = setTimeout(() => (byId("notice").textContent = ""), NOTICE_TIME);
  }

  replyTo(message) {
    this.#reply = message;
    byId("replying").hidden = !message;
    byId("replying-text").textContent = message ? this.summary(message) : "";
    if (message) this.text.focus();
  }

  /** Takes back a message that was refused, to be changed. */
  edit({ text, files }) {
    this.#write([text, this.text.value].filter(Boolean).join("\n"));
    this.text.focus();
    this.addFiles(files.map(({ upload, ...file }) => file));
  }

  /** Files that were ready before a reload. */
  addFiles(files) {
    this.tray.set([...this.tray.files, ...files]);
  }

  setCommands(commands) {
    byId("menu").hidden = !commands.length;
    byId("commands").replaceChildren(...commands.map(({ word, label }) => {
      const button = make("button", null, make("span", null, straight(label)), make("small", null, `/${word}`));
      button.type = "button";
      button.addEventListener("click", () => this.onCommand(`/${word}`));
      return button;
    }));
  }

  clear() {
    this.#write("");
    this.replyTo(null);
    this.tray.set([]);
  }

  #writing() {
    this.text.addEventListener("input", () => this.#write(this.text.value));
    this.text.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.#reply) this.replyTo(null);
      if (event.key !== "Enter" || event.isComposing || event.shiftKey) return; // Vietnamese typing composes letters
      if (!this.keyboard.matches && !event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      this.#send();
    });
    byId("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
  }

  /** A photo that is still being made smaller goes with the message all the same. */
  async #send() {
    if (this.#sending) return;
    this.#sending = true;
    await this.tray.ready;
    this.#sending = false;
    const text = this.text.value.trim();
    const { files } = this.tray;
    if (!text && !files.length) return;
    const place = this.#reply?.place ?? null;
    this.clear();
    this.notice("");
    this.text.focus({ preventScroll: true });
    this.onSend(text, files, place);
  }

  #choosing() {
    for (const [button, input] of [["take-photo", "camera"], ["choose-photos", "photos"], ["choose-files", "files"]]) {
      byId(button).addEventListener("click", () => byId(input).click());
      byId(input).addEventListener("change", () => {
        const files = [...byId(input).files];
        byId(input).value = ""; // the same photo may be chosen again
        this.#attach(files);
      });
    }
    byId("take-photo").hidden = !matchMedia("(pointer: coarse)").matches;
    this.text.addEventListener("paste", (event) => {
      if (!event.clipboardData.files.length) return;
      event.preventDefault();
      this.#attach([...event.clipboardData.files]);
    });
    addEventListener("dragover", (event) => event.preventDefault());
    addEventListener("drop", (event) => {
      event.preventDefault();
      this.#attach([...event.dataTransfer.files]);
    });
  }

  #attach(files, seconds) {
    this.tray.attach(files, seconds);
    if (this.keyboard.matches) this.text.focus({ preventScroll: true }); // on a phone it would push the photos away
  }

  #speaking() {
    const recorder = new Recorder(byId("record"), {
      onState: (recording) => {
        if (recording) this.notice("");
        byId("recording").hidden = !recording;
        byId("form").hidden = recording;
        if (recording) byId("recording-stop").focus();
      },
      onTime: (seconds) => (byId("recording-time").textContent = clock(seconds)),
      onDone: (file, seconds) => this.#attach([file], seconds),
      onRefused: () => this.notice(this.words.get("web-no-microphone")),
    });
    byId("recording-stop").addEventListener("click", () => recorder.stop());
    byId("recording-discard").addEventListener("click", () => recorder.discard());
  }

  #write(text) {
    if (text !== this.text.value) this.text.value = text;
    this.#keepDraft();
    this.#fit();
  }

  #fit() {
    this.text.style.height = "auto";
    this.text.style.height = `${this.text.scrollHeight}px`;
    const something = this.text.value.trim() !== "" || this.tray.files.length > 0;
    byId("send").hidden = !something;
    byId("record").hidden = something;
  }

  #draft() {
    try {
      return localStorage.getItem(this.draftKey);
    } catch {
      return null;
    }
  }

  #keepDraft() {
    try {
      if (this.text.value) localStorage.setItem(this.draftKey, this.text.value);
      else localStorage.removeItem(this.draftKey);
    } catch {
      // a browser that keeps nothing: the text lives as long as the page
    }
  }
}

/** Where the person writes: text, reply, photos, voice, files, the menu. The unfinished text survives a reload. */

import { LARGEST_FILE, prepare } from "./attachments.js";
import { make, straight } from "./bubble.js";
import { newId } from "./conversation.js";
import { icon } from "./icons.js";
import { player } from "./player.js";
import { Recorder } from "./recorder.js";
import { clock } from "./words.js";

const byId = (id) => document.getElementById(id);
const NOTICE_TIME = 8000;

export class Composer {
  #files = []; // {id, name, kind, size, blob}; without a blob while a photo is being made smaller
  #preparing = Promise.resolve();
  #reply = null;
  #noticeTimer = 0;

  /** `onSend(text, files, place)` takes what was written; `onFiles(files)` hears what lies ready, to keep it over a
   *  reload; `summary(message)` words the message being answered. */
  constructor(words, { draftKey, onSend, onCommand, onFiles, summary }) {
    Object.assign(this, { words, draftKey, onSend, onCommand, onFiles, summary });
    this.keyboard = matchMedia("(hover: hover) and (pointer: fine)");
    this.text = byId("text");
    this.tray = byId("tray");
    this.text.value ||= this.#draft() ?? ""; // who was quicker than this program has written already
    this.#writing();
    this.#sources();
    this.#sheet(byId("menu"), byId("commands"));
    this.#sheet(byId("attach"), byId("sources"));
    byId("replying-stop").addEventListener("click", () => this.replyTo(null));
    this.recorder = new Recorder(byId("record"), {
      onState: (recording) => this.#recording(recording),
      onTime: (seconds) => (byId("recording-time").textContent = clock(seconds)),
      onDone: (file, seconds) => this.#attach([file], seconds),
      onRefused: () => this.notice(this.words.get("web-no-microphone")),
    });
    byId("recording-stop").addEventListener("click", () => this.recorder.stop());
    byId("recording-discard").addEventListener("click", () => this.recorder.discard());
    this.#changed();
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
    this.text.value = [text, this.text.value].filter(Boolean).join("\n");
    this.text.focus();
    this.addFiles(files.map(({ upload, ...file }) => file));
  }

  addFiles(files) {
    this.#setFiles([...this.#files, ...files]);
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
    this.text.value = "";
    this.replyTo(null);
    this.#setFiles([]);
  }

  #writing() {
    this.text.addEventListener("input", () => this.#changed());
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

  async #send() {
    await this.#preparing;
    const text = this.text.value.trim();
    if (!text && !this.#files.length) return;
    const files = this.#files;
    const place = this.#reply?.place ?? null;
    this.clear();
    this.notice("");
    this.text.focus({ preventScroll: true });
    this.onSend(text, files, place);
  }

  #sources() {
    for (const [button, input] of [["take-photo", "camera"], ["choose-photos", "photos"], ["choose-files", "files"]]) {
      byId(button).addEventListener("click", () => byId(input).click());
      byId(input).addEventListener("change", () => {
        const files = [...byId(input).files];
        byId(input).value = ""; // the same photo may be chosen again
        this.#attach(files);
      });
    }
    byId("take-photo").hidden = !matchMedia("(pointer: coarse)").matches;
  }

  /** Each file gets its place at once; who presses "Gửi" before a photo is ready sends it all the same. */
  #attach(files, seconds = null) {
    const places = files.map((file) => ({ id: newId(), name: file.name, kind: "file", size: file.size, blob: null }));
    this.addFiles(places);
    this.#preparing = this.#preparing.then(async () => {
      for (const [index, place] of places.entries()) await this.#prepare(files[index], place, seconds);
    });
    if (this.keyboard.matches) this.text.focus({ preventScroll: true });
  }

  async #prepare(file, place, seconds) {
    const ready = { ...(await prepare(file, place.id)), seconds };
    const fits = ready.size <= LARGEST_FILE;
    if (!fits) this.notice(`${this.words.get("web-too-big")} ${straight(file.name)}`);
    this.#setFiles(this.#files.flatMap((other) => (other !== place ? [other] : fits ? [ready] : [])));
  }

  #setFiles(files) {
    this.#files = files;
    this.onFiles(files.filter((file) => file.blob));
    this.#changed();
  }

  #recording(recording) {
    if (recording) this.notice("");
    byId("recording").hidden = !recording;
    byId("form").hidden = recording;
    if (recording) byId("recording-stop").focus();
  }

  /** A button that opens a list above the field; Escape, a choice or a tap elsewhere closes it. */
  #sheet(button, sheet) {
    const open = (wanted) => {
      sheet.hidden = !wanted;
      button.setAttribute("aria-expanded", String(wanted));
      if (wanted) sheet.querySelector("button:not([hidden])")?.focus();
    };
    button.addEventListener("click", () => open(sheet.hidden));
    sheet.addEventListener("click", () => open(false));
    sheet.addEventListener("keydown", (event) => {
      const all = [...sheet.querySelectorAll("button:not([hidden])")];
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
      if (step) event.preventDefault();
      if (event.key !== "Escape") return;
      open(false);
      button.focus();
    });
    addEventListener("pointerdown", (event) => {
      if (!sheet.hidden && !sheet.contains(event.target) && !button.contains(event.target)) open(false);
    });
  }

  #changed() {
    this.text.style.height = "auto";
    this.text.style.height = `${this.text.scrollHeight}px`;
    const something = this.text.value.trim() !== "" || this.#files.length > 0;
    byId("send").hidden = !something;
    byId("record").hidden = something;
    this.#drawTray();
    this.#keepDraft();
  }

  #drawTray() {
    this.tray.hidden = !this.#files.length;
    for (const item of [...this.tray.children]) if (!this.#files.includes(item.file)) this.#takeOut(item);
    for (const [index, file] of this.#files.entries()) {
      if (this.tray.children[index]?.file !== file) this.tray.insertBefore(this.#item(file), this.tray.children[index]);
    }
  }

  #takeOut(item) {
    if (item.url) URL.revokeObjectURL(item.url);
    item.remove();
  }

  #item(file) {
    const item = make("li", file.blob ? file.kind : "file busy");
    item.file = file;
    if (file.kind === "photo" || file.kind === "voice") item.url = URL.createObjectURL(file.blob);
    if (file.kind === "photo") {
      const photo = make("img");
      photo.src = item.url;
      photo.alt = straight(file.name);
      item.append(photo);
    } else if (file.kind === "voice") {
      item.append(player(this.words, item.url, file.seconds));
    } else {
      item.append(icon("file"), make("span", null, make("bdi", "name", straight(file.name)), make("small", null, this.words.size(file.size))));
    }
    const away = make("button", "round away", icon("close"));
    away.type = "button";
    away.setAttribute("aria-label", `${this.words.get("web-remove")}: ${straight(file.name)}`);
    away.addEventListener("click", () => {
      this.#setFiles(this.#files.filter((other) => other !== file));
      this.text.focus({ preventScroll: true });
    });
    item.append(away);
    return item;
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

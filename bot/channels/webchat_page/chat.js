/** The chat page: brings its parts together. */

import { straight } from "./bubble.js";
import { Composer } from "./composer.js";
import { Connection } from "./connection.js";
import { Conversation } from "./conversation.js";
import { icon } from "./icons.js";
import { openStore } from "./store.js";
import { View } from "./view.js";
import { Words } from "./words.js";

const byId = (id) => document.getElementById(id);
const BANNER_PAUSE = 2500; // a line that is back in a moment is not worth a word

async function open() {
  const base = new URL(document.baseURI);
  const words = new Words();
  words.write(document);
  for (const element of document.querySelectorAll("[data-icon]")) element.prepend(icon(element.dataset.icon));

  const socket = new URL("ws", base);
  socket.protocol = base.protocol === "https:" ? "wss:" : "ws:";
  const connection = new Connection(socket, {
    onOpen: () => conversation.hello(),
    onMessage: (event) => conversation.take(event),
    onState: (online) => {
      conversation.setOnline(online);
      showLine(words, online);
    },
  });
  const unit = location.pathname.match(/\/u\/([A-Za-z0-9_-]{1,40})$/)?.[1] ?? null;
  const store = await openStore(`caunoi:${base.pathname}`);
  const conversation = new Conversation(store, connection, { unit, changed: (kind, value) => changed[kind](value) });

  const composer = new Composer(words, {
    draftKey: `caunoi-draft:${base.pathname}`,
    onSend: (text, files, place) => say(text, files, place),
    onFiles: (files) => store.setFact("tray", files),
    onCommand: (command) => say(command, [], null),
    summary: (message) => view.summary(message),
  });
  composer.addFiles((await store.fact("tray")) ?? []);
  const view = new View(conversation, words, {
    press: (entry, choice) => conversation.press(entry.place, choice),
    reply: (entry) => composer.replyTo(entry),
    jump: (place) => view.jump(place),
    again: (id) => conversation.again(id),
    forget: (id) => conversation.outgoing.remove(id),
    edit: (entry) => {
      conversation.outgoing.remove(entry.id);
      composer.edit(entry);
    },
    open: openPhoto,
  });
  const say = (text, files, place) => {
    conversation.say(text, files, place);
    view.toEnd();
  };
  const speak = async (language) => {
    await words.learn(language);
    showLanguage(language);
    view.draw();
  };
  const changed = {
    talk: () => view.plan(),
    notice: (text) => composer.notice(text),
    reset: () => {
      composer.clear();
      view.reset();
    },
    hello: (event) => {
      if (event.title) view.setTitle(straight(event.title));
      composer.setCommands(event.commands ?? []);
      if (event.lang && event.lang !== words.language) speak(event.lang);
    },
  };

  for (const button of byId("languages").children) {
    button.addEventListener("click", () => {
      conversation.setLanguage(button.value);
      speak(button.value);
    });
  }
  byId("viewer-close").addEventListener("click", () => byId("viewer").close());
  byId("viewer").addEventListener("click", (event) => event.target === byId("viewer") && byId("viewer").close());

  await conversation.open();
  speak(words.language);
  view.ready();
  connection.start();
  // the shell from this device next time; no message and no file ever goes there
  if ("serviceWorker" in navigator) navigator.serviceWorker.register("sw.js").catch(() => null);
}

const banner = { timer: 0 };

function showLine(words, online) {
  clearTimeout(banner.timer);
  const write = () => {
    byId("banner").textContent = online ? "" : words.get("web-offline");
    document.body.classList.toggle("offline", !online);
  };
  if (online || !navigator.onLine) write();
  else banner.timer = setTimeout(write, BANNER_PAUSE);
}

function showLanguage(language) {
  for (const button of byId("languages").children) button.setAttribute("aria-pressed", String(button.value === language));
}

function openPhoto(source, name) {
  byId("viewer-photo").src = source;
  byId("viewer-photo").alt = name;
  byId("viewer").showModal();
}

open();

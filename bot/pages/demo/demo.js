/** The demo page: draws the chats, the tabs of a phone, and the guide through the stories. */

import { Guide } from "./guide.js";
import { Seat } from "./seat.js";
import { STORIES } from "./stories.js";

const SEATS = ["worker", "grassroots", "district", "admin"];
const TRY = ["follow", "photo", "undo", "inbox", "offline"];
const LANGUAGE = "caunoi-demo-language";

const byId = (id) => document.getElementById(id);

class Words {
  /** Fetches the words of a language and writes them wherever the page names their key. */
  async learn(language) {
    this.texts = await (await fetch(`texts.json?lang=${language}`)).json();
    document.documentElement.lang = language;
    document.title = this.get("demo-title");
    for (const element of document.querySelectorAll("[data-text]")) element.textContent = this.get(element.dataset.text);
    for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", this.get(element.dataset.label));
    for (const button of byId("languages").children) button.setAttribute("aria-pressed", String(button.value === language));
  }

  get(key) {
    const words = this.texts[key];
    if (words === undefined) throw new Error(`no text ${key}`);
    return words;
  }
}

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const words = new Words();
const oneByOne = matchMedia("(width < 68rem)"); // the same width stands in demo.css
const read = {}; // seat → the newest message that was there when the visitor last looked
const seats = {};
let here = "worker";

function drawSeats() {
  for (const name of SEATS) {
    const seat = seats[name];
    const title = make("h2", {}, make("b", { "data-text": `demo-name-${name}` }), make("span", { "data-text": `demo-seat-${name}` }));
    byId("seats").append(make("section", { class: "seat", "data-seat": name, "data-label": `demo-seat-${name}` }, title, seat.frame));
    const tab = make(
      "button", { type: "button", value: name }, make("b", { "data-text": `demo-name-${name}` }),
      make("span", { "data-text": `demo-tab-${name}` }), make("i", { class: "dot", "data-label": "demo-news", role: "img", hidden: "" }),
    );
    tab.addEventListener("click", () => show(name));
    byId("tabs").append(tab);
  }
}

/** On a phone one chat is shown; side by side, all are in view anyway. */
function show(name) {
  here = name;
  for (const section of byId("seats").children) section.classList.toggle("here", section.dataset.seat === name);
  for (const tab of byId("tabs").children) tab.setAttribute("aria-current", String(tab.value === name));
  drawDots();
}

function drawDots() {
  for (const tab of byId("tabs").children) {
    const seat = seats[tab.value];
    if (!oneByOne.matches || tab.value === here || !read[tab.value]) read[tab.value] = seat.last();
    tab.querySelector(".dot").hidden = !seat.hasNews(read[tab.value]);
  }
}

function open(panel) {
  byId("panel").hidden = !panel;
  byId("more").setAttribute("aria-expanded", String(panel));
}

/** The buttons of the stories; `story` is the one being told. */
function stories(story) {
  return Object.keys(STORIES).map((name) => {
    const about = make("small", {}, words.get(`demo-${name}-about`));
    const button = make("button", { type: "button", value: name, "aria-pressed": String(name === story) }, make("b", {}, words.get(`demo-${name}`)), about);
    button.addEventListener("click", () => {
      open(false);
      guide.begin(name);
    });
    return button;
  });
}

function line(step, state) {
  const who = make("b", {}, `${words.get(`demo-name-${step.seat}`)} `);
  const mark = state ? [make("span", { class: "unseen" }, ` (${words.get(`demo-step-${state}`)})`)] : [];
  return make("li", { class: state, "data-seat": step.seat, ...(state === "now" ? { "aria-current": "step" } : {}) }, who, words.get(step.words), ...mark);
}

/** What the panel is good for now: side by side, the stories stand above the chats anyway. */
function more(story, step) {
  if (step) return "demo-steps";
  if (!oneByOne.matches) return "demo-try";
  return story === null ? "demo-choose" : "demo-next";
}

const STATES = { working: "demo-working", waiting: "demo-waiting", stuck: "demo-stuck" };

function draw() {
  const { story, step, past, future, state } = guide;
  byId("stories").replaceChildren(...stories(story));
  byId("choices").replaceChildren(...stories(story));
  const said = story === null ? "demo-intro" : step ? step.words : `demo-${story}-end`;
  byId("words").replaceChildren(words.get(said), ...(STATES[state] ? [make("em", {}, ` ${words.get(STATES[state])}`)] : []));
  byId("words").dataset.seat = step?.seat ?? "";
  byId("help").hidden = byId("skip").hidden = !step;
  byId("help").textContent = words.get(step && !step.then ? "demo-seen" : "demo-help");
  byId("help").setAttribute("aria-busy", String(state === "working" || state === "waiting"));
  byId("more").textContent = words.get(more(story, step));
  byId("told").textContent = story === null ? "" : words.get(`demo-${story}`);
  byId("steps").replaceChildren(...past.map((one) => line(one, "done")), ...(step ? [line(step, "now")] : []), ...future.map((one) => line(one, "")));
  byId("again").hidden = story === null;
  byId("try").replaceChildren(...TRY.map((name) => make("li", {}, words.get(`demo-try-${name}`))));
  for (const element of document.querySelectorAll(".seat, .tabs button")) {
    element.classList.toggle("turn", (element.dataset.seat ?? element.value) === step?.seat);
  }
}

async function speak(language) {
  await words.learn(language);
  for (const seat of Object.values(seats)) seat.speak(language);
  draw();
}

function listen() {
  byId("help").addEventListener("click", async () => {
    if (guide.step) show(guide.step.seat);
    open(false);
    await guide.help();
  });
  byId("skip").addEventListener("click", () => guide.skip());
  byId("more").addEventListener("click", () => open(byId("panel").hidden));
  byId("close").addEventListener("click", () => open(false));
  byId("again").addEventListener("click", () => {
    open(false);
    guide.begin(guide.story);
  });
  addEventListener("keydown", (event) => event.key === "Escape" && open(false));
  for (const button of byId("languages").children) {
    button.addEventListener("click", () => {
      localStorage.setItem(LANGUAGE, button.value);
      speak(button.value);
    });
  }
}

let planned = false;

/** Many things change at once in a chat: looked at once for all. */
function heard() {
  if (planned) return;
  planned = true;
  setTimeout(() => {
    planned = false;
    drawDots();
    guide.look();
  }, 50);
}

for (const name of SEATS) seats[name] = new Seat(name, heard);
const guide = new Guide(seats, words, draw);
drawSeats();
await words.learn(localStorage.getItem(LANGUAGE) ?? document.documentElement.lang);
listen();
oneByOne.addEventListener("change", draw);
show("worker");
draw();

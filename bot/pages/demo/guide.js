/** Where the visitor is in a story: which step is next, and whether it is done. Draws nothing. */

import { NotThere } from "./seat.js";
import { STORIES } from "./stories.js";

const KEPT = `caunoi-demo:${document.documentElement.dataset.world}`;

export class Guide {
  #told = { story: null, step: 0, case: null, places: {}, past: [] };

  /** `state` is what goes on: "" | "working" | "waiting" | "stuck". `changed()` is told when something is to be drawn. */
  constructor(seats, words, changed) {
    Object.assign(this, { seats, words, changed, state: "" });
    this.#told = { ...this.#told, ...remembered() };
    if (!(this.#told.story in STORIES)) this.#told.story = null;
  }

  get story() {
    return this.#told.story;
  }

  /** The step that is to be done now; undefined: no story, or it is over. */
  get step() {
    return this.story === null ? undefined : STORIES[this.story][this.#told.step];
  }

  /** The steps that were done or left out so far. */
  get past() {
    return this.#told.past.map((step) => STORIES[this.story][step]);
  }

  /** The steps after this one; those that depend on what was there before are not known yet. */
  get future() {
    return this.story === null ? [] : STORIES[this.story].slice(this.#told.step + 1).filter((step) => !step.only);
  }

  begin(story) {
    this.#told = { story, step: 0, case: null, places: {}, past: [] };
    this.#arrive();
  }

  skip() {
    this.#next();
  }

  /** Does the step for the visitor. */
  async help() {
    const { step } = this;
    if (!step || this.state === "working") return;
    if (!step.then) {
      this.#next();
      return;
    }
    this.#become("working");
    try {
      await this.#doAll(this.seats[step.seat], step.deeds);
      if (this.step === step) this.#become("waiting");
    } catch (error) {
      if (!(error instanceof NotThere)) throw error;
      if (this.step === step) this.#become("stuck");
    }
    this.look();
  }

  /** Something new stands in a chat: perhaps the step is done, by whomever. */
  look() {
    if (this.step?.then && this.state !== "working" && this.#isDone(this.step.then)) this.#next();
  }

  /** One after the other, each when the one before it was answered. */
  async #doAll(seat, deeds) {
    for (const [number, deed] of deeds.entries()) {
      const place = seat.last();
      if (deed.say) await seat.say(this.words.get(deed.say));
      else await seat.press(this.#shape(deed.press));
      if (number < deeds.length - 1) await seat.news(place);
    }
  }

  #next() {
    this.#told.past.push(this.#told.step);
    this.#told.step += 1;
    this.#arrive();
  }

  #arrive() {
    while (this.step?.only && !this.step.only.some((data) => this.seats[this.step.seat].offers(this.#shape(data)))) {
      this.#told.step += 1;
    }
    for (const [name, seat] of Object.entries(this.seats)) this.#told.places[name] = seat.last();
    remember(this.#told);
    this.#become("");
    this.look();
  }

  #isDone({ seat: name, data, fresh, gone }) {
    const seat = this.seats[name];
    const place = fresh ? this.#told.places[name] : 0;
    if (gone) return !gone.some((one) => seat.offers(this.#shape(one)));
    if (!data.length) return seat.hasNews(place);
    for (const one of data) {
      const found = seat.find(this.#shape(one), { place });
      if (found) {
        this.#told.case ??= found.caught[1] ?? null;
        return true;
      }
    }
    return false;
  }

  #become(state) {
    this.state = state;
    this.changed();
  }

  /** What the data of a button looks like. While the number of the case is not known, the brackets catch it. */
  #shape(data) {
    return new RegExp(`^${data.replace("*", ".*").replace("#", this.#told.case ?? "(\\d+)")}$`);
  }
}

function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT)) ?? {};
  } catch {
    return {};
  }
}

function remember(told) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(told));
  } catch {
    // a browser that keeps nothing: the story lives as long as the page
  }
}

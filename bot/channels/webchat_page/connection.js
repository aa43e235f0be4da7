/** One WebSocket that comes back by itself: after 0.5 to 15 seconds, and at once when the line or the person returns. */

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
const PATIENCE = 15_000; // a phone that slept keeps a dead socket that looks open; an unanswered hello shows it

export class Connection {
  #socket = null;
  #pause = FIRST_PAUSE;
  #retry = 0;
  #doubt = 0;

  /** `onOpen()` must send a hello; `onMessage(object)` gets what the server says; `onState(bool)` is told of the line. */
  constructor(url, { onOpen, onMessage, onState }) {
    this.url = url;
    this.onOpen = onOpen;
    this.onMessage = onMessage;
    this.onState = onState;
    this.round = 0; // how many sockets there have been: what was sent on an older one is sent again
  }

  start() {
    addEventListener("online", () => this.wake());
    addEventListener("offline", () => this.drop());
    addEventListener("pageshow", (event) => event.persisted && this.wake());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.wake());
    this.#connect();
  }

  /** True when it left; false means the caller keeps it for the next opening. */
  send(object) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(object));
    return true;
  }

  /** The server answered: the line is good, the next pause is short again. */
  trust() {
    clearTimeout(this.#doubt);
    this.#pause = FIRST_PAUSE;
  }

  /** From now on an answer is due; without one the socket is given up. */
  expectAnswer() {
    clearTimeout(this.#doubt);
    this.#doubt = setTimeout(() => this.drop(), PATIENCE);
  }

  /** Connects at once, or asks whether an open socket is still alive. */
  wake() {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.onOpen();
    } else if (this.#socket?.readyState !== WebSocket.CONNECTING) {
      this.#pause = FIRST_PAUSE;
      this.#connect();
    }
  }

  drop() {
    const socket = this.#socket;
    if (!socket) return;
    this.#socket = null; // its own close event may come a minute later, or never
    socket.close();
    this.#lost();
  }

  #connect() {
    clearTimeout(this.#retry);
    const socket = new WebSocket(this.url);
    this.#socket = socket;
    this.expectAnswer();
    socket.onopen = () => {
      if (socket !== this.#socket) return;
      this.round += 1;
      this.onState(true);
      this.onOpen();
    };
    socket.onmessage = (event) => socket === this.#socket && this.onMessage(JSON.parse(event.data));
    socket.onclose = () => {
      if (socket !== this.#socket) return;
      this.#socket = null;
      this.#lost();
    };
  }

  #lost() {
    clearTimeout(this.#doubt);
    clearTimeout(this.#retry);
    this.onState(false);
    const jitter = 0.5 + Math.random() / 2; // a server that restarts must not be met by everybody in one moment
    this.#retry = setTimeout(() => this.#connect(), this.#pause * jitter);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }
}

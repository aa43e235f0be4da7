/** A voice message: tap to start and tap to stop, or hold and let go. */

const HOLD = 600;
const TYPES = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];
const BITS_PER_SECOND = 32_000; // speech stays clear, a minute is 240 kB

export class Recorder {
  #recorder = null;
  #started = 0;
  #tick = 0;

  /** `onState(recording)`, `onTime(seconds)`, `onDone(file, seconds)`, `onRefused()` when there is no microphone. */
  constructor(button, { onState, onTime, onDone, onRefused }) {
    Object.assign(this, { onState, onTime, onDone, onRefused });
    button.addEventListener("click", () => this.start());
    button.addEventListener("pointerdown", () => {
      const pressed = Date.now();
      const release = () => Date.now() - pressed > HOLD && this.#recorder && this.stop();
      addEventListener("pointerup", release, { once: true });
      this.start();
    });
  }

  async start() {
    if (this.#started) return;
    this.#started = Date.now();
    try {
      const sound = await navigator.mediaDevices.getUserMedia({ audio: true });
      this.#record(sound);
    } catch {
      this.#started = 0;
      this.onRefused();
    }
  }

  #record(sound) {
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    const parts = [];
    const recorder = new MediaRecorder(sound, { mimeType, audioBitsPerSecond: BITS_PER_SECOND });
    recorder.ondataavailable = (event) => parts.push(event.data);
    recorder.onstop = () => {
      const seconds = (Date.now() - this.#started) / 1000;
      for (const track of sound.getTracks()) track.stop();
      clearInterval(this.#tick);
      const wanted = this.#recorder === recorder;
      this.#recorder = null;
      this.#started = 0;
      this.onState(false);
      if (!wanted || seconds < 0.5) return;
      const type = recorder.mimeType.split(";")[0];
      this.onDone(new File(parts, `voice.${type.split("/")[1]}`, { type }), seconds);
    };
    this.#recorder = recorder;
    this.#started = Date.now();
    recorder.start();
    this.onState(true);
    this.onTime(0);
    this.#tick = setInterval(() => this.onTime((Date.now() - this.#started) / 1000), 250);
  }

  stop() {
    this.#recorder?.stop();
  }

  discard() {
    const recorder = this.#recorder;
    this.#recorder = null;
    recorder?.stop();
  }
}

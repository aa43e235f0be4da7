/** A small player for voice messages: play, pause, where it is. */

import { clock } from "./words.js";
import { icon } from "./icons.js";

/** An element that plays `source`; `seconds` when the length is known, for a fresh recording does not tell it. */
export function player(words, source, seconds = null) {
  const element = document.createElement("div");
  element.className = "player";
  const sound = new Audio();
  sound.preload = "none"; // a minute of speech is loaded when somebody wants to hear it
  sound.src = source;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "round full";
  const slider = document.createElement("input");
  slider.type = "range";
  slider.max = "1000";
  slider.value = "0";
  slider.setAttribute("aria-label", words.get("web-voice-position"));
  const time = document.createElement("span");
  time.className = "time";
  const length = () => (Number.isFinite(sound.duration) ? sound.duration : seconds);

  const draw = () => {
    button.replaceChildren(icon(sound.paused ? "play" : "pause"));
    button.setAttribute("aria-label", words.get(sound.paused ? "web-voice-play" : "web-voice-pause"));
    const whole = length();
    if (whole) slider.value = String((1000 * sound.currentTime) / whole);
    slider.setAttribute("aria-valuetext", clock(sound.currentTime));
    time.textContent = sound.paused && !sound.currentTime ? (whole ? clock(whole) : "") : clock(sound.currentTime);
  };
  button.addEventListener("click", () => (sound.paused ? sound.play().catch(draw) : sound.pause()));
  slider.addEventListener("input", () => {
    if (length()) sound.currentTime = (Number(slider.value) / 1000) * length();
  });
  for (const event of ["play", "pause", "timeupdate", "durationchange"]) sound.addEventListener(event, draw);
  sound.addEventListener("ended", () => {
    sound.currentTime = 0;
    draw();
  });
  draw();
  element.append(button, slider, time);
  return element;
}

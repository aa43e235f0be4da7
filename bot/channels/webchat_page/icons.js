/** The few line drawings of the page, 24 × 24, drawn in the colour of the text around them. */

const PATHS = {
  send: "M5 12 4 4l17 8-17 8 1-8Zm0 0h8",
  mic: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3ZM6 11a6 6 0 0 0 12 0M12 17v4",
  stop: "M7 7h10v10H7Z",
  clip: "m20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 5 5l-8.3 8.300a1.7 1.7 0 0 1-2.5-2.500L14.5 7.5",
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "m6 6 12 12M18 6 6 18",
  reply: "M10 6 4 12l6 6M4 12h9a7 7 0 0 1 7 7",
  play: "M8 5v14l11-7Z",
  pause: "M8 5v14M16 5v14",
  check: "m5 12.5 4.5 4.500L19 7.5",
  clock: "M12 3a9 9 0 1 0 .01 0M12 7v5l3 2",
  warn: "M12 4 2.5 20h19ZM12 10v4.500M12 17.200v.3",
  camera: "M4 8h4l1.5-3h5L16 8h4v11H4ZM12 10a3.3 3.3 0 1 0 .01 0",
  photo: "M4 5h16v14H4ZM4 16l5-5 5 5 3-3 3 3M15.5 9v.1",
  file: "M7 3h7l5 5v13H7ZM14 3v5h5",
  down: "M12 5v14M6 13l6 6 6-6",
  bin: "M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13",
  lock: "M6 11h12v9H6ZM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  again: "M19 6v5h-5M19 11a7.5 7.5 0 1 0 .5 4",
};

/** A new drawing; it says nothing to a screen reader, the button around it does. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon", `icon-${name}`);
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

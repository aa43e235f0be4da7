/** Keeps the shell of the page on the device, so that it opens on a slow line or none. Never a message, never a file. */

const CACHE = `caunoi-shell:${registration.scope}`;
const SHELL = [
  "./", "chat.css", "chat.js", "conversation.js", "outgoing.js", "connection.js", "store.js", "words.js", "view.js", "bubble.js", "player.js",
  "icons.js", "composer.js", "tray.js", "sheet.js", "attachments.js", "recorder.js", "icon.svg", "texts.json?lang=vi", "texts.json?lang=en",
];
const addresses = new Set(SHELL.map((path) => new URL(path, registration.scope).href));
const home = new URL("./", registration.scope).href;

/** All of the shell at once or none of it: parts of two versions do not fit together. */
async function refresh() {
  const answers = await Promise.all([...addresses].map((address) => fetch(address, { cache: "no-cache" })));
  if (!answers.every((answer) => answer.ok)) throw new Error("the shell is not complete");
  const cache = await caches.open(CACHE);
  await Promise.all(answers.map((answer) => cache.put(answer.url, answer)));
}

async function kept(address, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(address)) ?? fetch(request);
}

addEventListener("install", (event) => event.waitUntil(refresh().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const path = request.url.startsWith(home) ? request.url.slice(home.length).split("?")[0] : null;
  if (request.mode === "navigate" && path !== null && /^(u\/[A-Za-z0-9_-]+)?$/.test(path)) {
    event.respondWith(kept(home, request));
    event.waitUntil(refresh().catch(() => null)); // seen at the next opening
  } else if (addresses.has(request.url) && request.url !== home) {
    // the page itself asks for home only when its session is gone: that must reach the server
    event.respondWith(kept(request.url, request));
  }
});

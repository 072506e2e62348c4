// Answers for what a person kept for offline, and for nothing else. It stores nothing: pages store what was asked for, in
// caches named pathfinder/COUNTRY/LANGUAGE/MOMENT (static/phone/kept.js); a cache without its last entry is not complete.
// A new version waits until the pages of the old one are closed. Without this file everything works, online.

const VERSION = 1;
const COMPLETE = "/phone/kept";
const NAMED_BY_CONTENT = /\.[0-9a-f]{12}\.\w+$/;

// Complete caches whose name begins so, the newest first.
async function kept(beginning) {
  const names = (await caches.keys()).filter((name) => name.startsWith(beginning));
  const moment = (name) => Number(name.split("/")[3]);
  const opened = await Promise.all(names.sort((a, b) => moment(b) - moment(a)).map((name) => caches.open(name)));
  const complete = await Promise.all(opened.map((cache) => cache.match(COMPLETE)));
  return opened.filter((_, at) => complete[at]);
}

async function found(address, beginning = "pathfinder/") {
  for (const cache of await kept(beginning)) {
    const response = await cache.match(address, { ignoreSearch: true, ignoreVary: true });
    if (response) return response;
  }
  return undefined;
}

async function page(request, path) {
  const [, language, country, room, rest] = path.split("/");
  const own = room === "phone" && rest === "" && (await found(path, `pathfinder/${country}/${language}/`));
  if (own) return own;
  try {
    return await fetch(request);
  } catch (error) {
    const instead = (await found(`/${language}/offline/`)) ?? (await anyOffline());
    if (instead) return instead;
    throw error;
  }
}

async function anyOffline() {
  for (const cache of await kept("pathfinder/")) {
    const about = await (await cache.match(COMPLETE)).json();
    return cache.match(about.offline, { ignoreVary: true });
  }
  return undefined;
}

// A file named by its content is the same wherever it comes from; of others, the newest that can be had.
async function part(request, path) {
  if (NAMED_BY_CONTENT.test(path)) return (await found(path)) ?? fetch(request);
  try {
    return await fetch(request);
  } catch (error) {
    const own = await found(path);
    if (own) return own;
    throw error;
  }
}

addEventListener("fetch", (event) => {
  const { request } = event, { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, pathname));
  else if (/^\/(static|phone)\//.test(pathname)) event.respondWith(part(request, pathname));
});

addEventListener("message", ({ ports: [port] }) => port?.postMessage(VERSION));

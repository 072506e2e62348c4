// What this phone keeps for offline: the guide of a country in a language with its law, texts, places and, if wanted, desks.
// Each is a cache of its own, pathfinder/COUNTRY/LANGUAGE/MOMENT. Its last entry says what it is: without it, it was never completed.
// A renewed one lies beside the old one until the next visit, so that no open page loses a part. worker.js answers with them.

import { fits, open, written } from "./files.js";

const OURS = "pathfinder/", ABOUT = "/phone/kept", DESKS = "/phone/kept-desks";
const OLD_DAYS = 30;
const A_DAY = 86400000;

export class CannotKeep extends Error {
  constructor(kind) {
    super(kind);
    this.kind = kind; // impossible, full, unreachable
  }
}

export const isPossible = () => "caches" in window && "serviceWorker" in navigator;

// What is kept, the newest of each country and language. Nothing where the browser keeps nothing.
export async function sets() {
  if (!isPossible()) return [];
  const found = new Map();
  try {
    for (const name of await names()) {
      const about = await (await (await caches.open(name)).match(ABOUT))?.json();
      const key = about && `${about.country}/${about.language}`;
      if (about && !(found.get(key)?.moment > about.moment)) found.set(key, { ...about, name });
    }
  } catch {
    return [];
  }
  return [...found.values()].sort((a, b) => (a.page < b.page ? -1 : 1));
}

const names = async () => (await caches.keys()).filter((name) => name.startsWith(OURS));

// The age in days; negative when the clock of the phone was set back.
export const ageOf = ({ moment }, now = Date.now()) => Math.floor((now - moment) / A_DAY);
export const isOld = (set, now) => ageOf(set, now) > OLD_DAYS;
export const isFromTheFuture = ({ moment }, now = Date.now()) => now < moment - A_DAY;

// Keeps the guide. `region`: "" for no desks, the country for all, or one part of it. Throws CannotKeep, and then nothing has changed.
export async function keep(country, language, region) {
  if (!isPossible()) throw new CannotKeep("impossible");
  const moment = Date.now(), name = `${OURS}${country}/${language}/${moment}`;
  try {
    await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
    await fill(await caches.open(name), { country, language, region, moment });
  } catch (error) {
    await caches.delete(name).catch(() => false);
    throw new CannotKeep(error.name === "QuotaExceededError" ? "full" : error.name === "SecurityError" ? "impossible" : "unreachable");
  }
}

async function fill(cache, about) {
  const { country, language, region } = about, page = `/${language}/${country}/phone/`, offline = `/${language}/offline/`;
  let bytes = 0;
  const put = async (address, response) => {
    const { size } = await response.clone().blob(); // before the sum: others add to it meanwhile
    bytes += size;
    await cache.put(address, response);
  };
  const take = async (address, mode) => {
    const response = await fetch(address, { credentials: "omit", redirect: "error", cache: mode });
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return response;
  };
  const pages = await Promise.all([page, offline].map(async (address) => {
    const response = await take(address, "no-cache"), html = await response.clone().text();
    await put(address, response);
    return new DOMParser().parseFromString(html, "text/html");
  }));
  const { law, places, texts, desks } = pages[0].querySelector("#phone").dataset, files = [law, places, texts];
  const parts = new Set([...pages.flatMap(partsOf), ...fontsInUse()]);
  const contents = await Promise.all(files.map(async (address) => {
    const response = await take(address, "default"), content = open(await response.clone().text());
    await put(address, response);
    return content;
  }));
  contents.slice(1).forEach((content) => fits(contents[0], content));
  await Promise.all([...parts].map(async (address) => put(address, await take(address, "default"))));
  if (region) await put(DESKS, new Response(written(ofRegion(open(await (await take(desks, "no-cache")).text()), region))));
  await cache.put(ABOUT, new Response(JSON.stringify({ ...about, page, offline, bytes, files })));
}

const partsOf = (page) => [...page.querySelectorAll("link[rel=stylesheet],link[rel=modulepreload],link[rel=icon],link[rel=manifest],link[data-offline],script[src]")]
  .map((part) => part.getAttribute("href") ?? part.getAttribute("src"));

// The letters that this phone had to fetch. The page that keeps shows the name of every language, so they are here by then.
const fontsInUse = () => performance.getEntriesByType("resource").map(({ name }) => new URL(name)).filter(({ origin, pathname }) => origin === location.origin && pathname.endsWith(".woff2"))
  .map(({ pathname }) => pathname);

const ofRegion = ({ format, sum, ...content }, region) => ({ ...content, region,
  services: content.services.filter(({ regions }) => region === content.country || !regions.length || regions.includes(region)) });

// The desks that a set keeps; null when it has none.
export async function desksOf(set) {
  const response = await (await caches.open(set.name)).match(DESKS);
  return response ? open(await response.text()) : null;
}

// Whether the server has other files than the set by now.
export async function isOutdated({ country, language, files }) {
  const response = await fetch(`/phone/${country}/${language}/`, { credentials: "omit" });
  if (!response.ok) return false;
  const now = await response.json();
  return [now.law, now.places, now.texts].some((address, at) => address !== files[at]);
}

// At the beginning of a visit: what was renewed or never completed goes. Another page may be keeping something right now: an hour is left to it.
export async function tidy() {
  const current = new Set((await sets()).map(({ name }) => name)), now = Date.now();
  for (const name of isPossible() ? await names() : []) {
    const isBegun = now - Number(name.split("/")[3]) < 3600000 && !(await (await caches.open(name)).match(ABOUT));
    if (!current.has(name) && !isBegun) await caches.delete(name);
  }
}

export async function remove({ country, language }) {
  for (const name of await names()) if (name.startsWith(`${OURS}${country}/${language}/`)) await caches.delete(name);
  if (!(await names()).length) await forgetWorker();
}

export async function removeAll() {
  if (!isPossible()) return;
  for (const name of await names()) await caches.delete(name);
  await forgetWorker();
}

async function forgetWorker() {
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
}

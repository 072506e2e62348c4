// What the person has: answers, plan and favourites. They are in this browser only, and in one file when the person asks for it.
// Until somebody chooses, answers and plan end with the tab. "yes" keeps them after closing; "no" is a shared phone, where favourites and the profile end with the tab too.

import { open, written } from "./files.js";
import { span } from "./rulebook.js";

const FAVOURITES = "pathfinder.kept"; // written by directory/keep.js too
const PROFILE = "pathfinder.profile"; // written by skills/profile.js too
const CHOICE = "pathfinder.stays";
const OURS = "pathfinder.";
const KIND = "pathfinder-mine", VERSION = 1;
const LARGEST = 500000; // letters of a file
const LONGEST_PROFILE = 200000; // its own pages look into it, and say what is wrong with it
export const LONGEST_NOTE = 1000;

// Even looking at a storage can be refused.
function area(name) {
  try {
    return window[name];
  } catch {
    return null;
  }
}

const [local, session] = ["localStorage", "sessionStorage"].map(area);
const namesIn = (store) => (store ? Object.keys(store).filter((name) => name.startsWith(OURS)) : []);

function readFrom(store, name) {
  try {
    return store.getItem(name);
  } catch {
    return null;
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// False when the browser refuses or has no room; what was there stays.
function write(store, name, text) {
  try {
    store.setItem(name, text);
    return true;
  } catch {
    return false;
  }
}

export const choice = () => readFrom(local, CHOICE);
const placeOf = (name) => (choice() === "yes" || ([FAVOURITES, PROFILE].includes(name) && choice() !== "no") ? local : session);

export const nothingOf = () => ({ given: {}, declined: {}, on: "", plan: {} });

// What is kept of a country; nothing for what cannot be read.
export function take(country) {
  const kept = parsed(readFrom(placeOf(country), OURS + country));
  return kept && checkedCountry({ plan: {}, ...kept }) ? { ...nothingOf(), ...kept } : nothingOf();
}

export const put = (country, mine) => write(placeOf(country), OURS + country, JSON.stringify(mine));

// "yes" or "no"; everything moves. False when it could not, and then nothing has.
export function choose(stays) {
  const before = choice(), names = [...namesIn(local), ...namesIn(session)].filter((name) => name !== CHOICE);
  const texts = names.map((name) => [name, readFrom(placeOf(name), name)]);
  if (!write(local, CHOICE, stays)) return false;
  if (!texts.every(([name, text]) => text === null || write(placeOf(name), name, text))) {
    if (before) write(local, CHOICE, before);
    else local.removeItem(CHOICE);
    return false;
  }
  for (const [name] of texts) (placeOf(name) === local ? session : local)?.removeItem(name);
  return true;
}

export function favourites() {
  const kept = parsed(readFrom(placeOf(FAVOURITES), FAVOURITES));
  return kept && checkedFavourites(kept) ? kept : {};
}

export function erase() {
  for (const store of [local, session]) for (const name of namesIn(store)) store.removeItem(name);
}

// The file

// Everything that this browser holds of the person, as the text of a file.
export function fileOf(today) {
  const names = [...new Set([...namesIn(local), ...namesIn(session)])].map((name) => name.slice(OURS.length)).filter((name) => /^[a-z]{2}$/.test(name));
  const countries = Object.fromEntries(names.map((country) => [country, take(country)]));
  const profile = readFrom(placeOf(PROFILE), PROFILE);
  return written({ kind: KIND, version: VERSION, made: today, countries, favourites: favourites(), ...(profile && { profile }) });
}

export class WrongFile extends Error {
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}

// What a file holds; throws WrongFile (too_large, damaged, not_ours, newer) before anything is changed.
export function contentOf(text) {
  if (text.length > LARGEST) throw new WrongFile("too_large");
  if (!text.includes(`"kind":"${KIND}"`)) throw new WrongFile("not_ours");
  let content;
  try {
    content = open(text.trim());
  } catch {
    throw new WrongFile("damaged");
  }
  if (Number.isInteger(content.version) && content.version > VERSION) throw new WrongFile("newer");
  const { countries, favourites: liked, version, profile = "" } = content;
  const isOurs = version === VERSION && isPlain(countries) && Object.entries(countries).every(([code, mine]) => /^[a-z]{2}$/.test(code) && checkedCountry(mine));
  if (!isOurs || !checkedFavourites(liked) || !isText(LONGEST_PROFILE)(profile)) throw new WrongFile("not_ours");
  return { countries, favourites: liked, profile };
}

// All of it, or nothing: false when there is no room.
export function restore({ countries, favourites: liked, profile }) {
  const texts = Object.entries(countries).map(([code, mine]) => [OURS + code, JSON.stringify(mine)]);
  texts.push([FAVOURITES, JSON.stringify({ ...favourites(), ...liked })]);
  if (profile) texts.push([PROFILE, profile]);
  const before = texts.map(([name]) => [name, readFrom(placeOf(name), name)]);
  if (texts.every(([name, text]) => write(placeOf(name), name, text))) return true;
  for (const [name, text] of before) text === null ? placeOf(name)?.removeItem(name) : write(placeOf(name), name, text);
  return false;
}

// What may be in a file or in the storage, where somebody else may have written

const isPlain = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const isText = (most) => (value) => typeof value === "string" && value.length <= most;
const isOne = (value) => isText(100)(value) || typeof value === "boolean" || Number.isFinite(value);
const isAnswer = (value) => isOne(value) || (Array.isArray(value) && value.length <= 20 && value.every(isText(100)));
const isId = (name) => /^\p{L}[\p{L}\p{N}_.:-]{0,119}$/u.test(name) && !(name in {});
const isStep = (step) => isPlain(step) && Object.keys(step).every((key) => ["done", "note"].includes(key)) &&
  [undefined, true, false].includes(step.done) && (step.note === undefined || isText(LONGEST_NOTE)(step.note));
const holds = (object, most, check) => isPlain(object) && Object.keys(object).length <= most && Object.entries(object).every(([name, value]) => isId(name) && check(value));

function checkedCountry(mine) {
  return isPlain(mine) && Object.keys(mine).every((key) => ["given", "declined", "on", "plan"].includes(key)) && holds(mine.given, 200, isAnswer) &&
    holds(mine.declined, 200, (how) => ["unknown", "private"].includes(how)) && holds(mine.plan, 500, isStep) && (mine.on === "" || Boolean(isText(10)(mine.on) && span(mine.on)));
}

// Only addresses of this site: a favourite is a link.
const checkedFavourites = (liked) => holds(liked, 500, (one) => isPlain(one) && Object.keys(one).every((key) => ["name", "address"].includes(key)) &&
  isText(500)(one.name) && isText(300)(one.address) && /^\/[a-z]{2}\/[\w/.-]*$/.test(one.address) && !one.address.includes("//"));

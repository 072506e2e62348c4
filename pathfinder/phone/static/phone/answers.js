// The door: what a person typed becomes the values that rulebook.js compares, or a list of what is wrong.
// It takes what the Reader in rulebook/facts.py takes. Nothing is guessed: who gives a wrong answer gets no verdict.

import { ages, span } from "./rulebook.js";

const LEVELS = ["none", "A1", "A2", "B1", "B2", "C1", "C2", "native"];

export class WrongAnswers extends Error {
  constructor(problems) {
    super(problems.map(({ field, raw, kind }) => `${field}: ${JSON.stringify(raw)} cannot be used (${kind})`).join("\n"));
    this.problems = problems;
  }
}

const wrong = (kind) => {
  throw { kind };
};

const READ = {
  flag: (text) => ({ true: true, yes: true, false: false, no: false })[text.toLowerCase()] ?? wrong("flag"),
  whole(text, { low = 0, high = Infinity }) {
    if (!/^-?[0-9]+$/.test(text)) wrong("whole");
    return +text >= low && +text <= high ? [+text, +text] : wrong("range");
  },
  date: (text) => (text >= "1900" && span(text)) || wrong("date"),
  level(text) {
    const at = LEVELS.findIndex((level) => level.toLowerCase() === text.toLowerCase());
    return at < 0 ? wrong("code") : [at, at];
  },
  code: (text, fact, { book }) => new Set([oneCode(text, fact, book)]),
  place: (text, fact, { places }) => findPlace(places, text) ?? wrong("place"),
};

function oneCode(text, { values }, { countries }) {
  const code = values ? text : text.toUpperCase();
  return (values ?? countries).includes(code) ? code : wrong(values ? "code" : "country");
}

// A level in any language may be told, also where no rule asks for it.
const otherLanguage = (name) => /^languages\.\p{L}{2,3}$/u.test(name) && { type: "level" };

// `given` as a person file has it; `today` and `on`, the day of the decision, are days of rulebook.js. Throws WrongAnswers.
export function read(book, places, given, today, on = today) {
  const values = {}, raws = {}, problems = [];
  const told = Object.entries(given).flatMap(([name, raw]) =>
    raw?.constructor === Object ? Object.entries(raw).map(([key, inner]) => [`${name}.${key}`, inner]) : [[name, raw]]);
  for (const [name, raw] of told) {
    if (name === "country" || raw === null || raw === undefined || raw.length === 0 && Array.isArray(raw)) continue;
    const fact = Object.keys(book.facts).includes(name) ? book.facts[name] : otherLanguage(name);
    raws[name] = raw;
    try {
      if (!fact) wrong("unknown_fact");
      const texts = [raw].flat().map((each) => (each instanceof Object ? "" : `${each}`.trim()));
      if (fact.type === "codes") values[name] = new Set(texts.map((text) => oneCode(text, fact, book)));
      else values[name] = READ[fact.type](Array.isArray(raw) ? "" : texts[0], fact, { book, places });
    } catch (problem) {
      if (!problem.kind) throw problem;
      problems.push({ field: name, raw, kind: problem.kind });
    }
  }
  const { birth_date: born, age } = values;
  for (const [name, value] of Object.entries(values)) {
    const { type, ahead } = book.facts[name] ?? {};
    const kind = type !== "date" ? "" : value[0] > today && !ahead ? "future" : born && value[1] < born[0] ? "before_birth" : "";
    if (kind) problems.push({ field: name, raw: raws[name], kind });
  }
  if (born && age) {
    const [low, high] = ages(born, on);
    if (age[0] < low || age[0] > high) problems.push({ field: "age", raw: raws.age, kind: "age" });
  }
  if (problems.length) throw new WrongAnswers(problems);
  return values;
}

// Places

// A name as it is compared: no case, no accents, no punctuation.
function plain(word) {
  const lower = word.normalize("NFKD").split("ı").map((part) => part.toUpperCase().toLowerCase()).join("ı"); // a Turkish letter of its own
  const letters = lower.replace(/ς/g, "σ").replace(/\p{M}/gu, "");
  return letters.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

const indexes = new WeakMap(); // of the words of a list: made when a person first types a place

function lookUp(list, word) {
  if (!list) return undefined;
  if (!indexes.has(list)) indexes.set(list, new Map(list.flatMap((words, kind) => words.split("|").map((each) => [each, kind]))));
  return word ? indexes.get(list).get(word) : undefined;
}

// What an answer may mean: a territory, a town or a postcode; null when nobody knows it.
export function findPlace(places, typed) {
  if (!places) throw new Error("The list of places is not here yet: load it before a place is read.");
  const name = plain(typed), kind = lookUp(places.ids, typed) ?? lookUp(places.words, name.split(" ").map((word) => (word === "st" ? "sankt" : word)).join(" ")) ??
    lookUp(places.towns, name) ?? byCode(places, typed);
  return kind === undefined ? null : places.kinds[kind];
}

// By its postcode, or by the longest beginning of it that is known.
function byCode(places, typed) {
  let code = typed.toUpperCase().replace(/[^A-Z0-9]/g, "");
  if (places.country === "gb") [code] = /^[A-Z]*/.exec(code);
  else if (!/[0-9]/.test(code)) return undefined;
  if (places.country === "nl") code = code.slice(0, 4);
  let kind = lookUp(places.codes, code);
  for (let length = code.length - 1; kind === undefined && length > 1; length--) kind = lookUp(places.beginnings, code.slice(0, length));
  return kind;
}

// Answers become a way, as guide/pathway.py makes it: the order of the steps, their desks, and the days on the road.

import { holding, shared, situation, span } from "./rulebook.js";

export const STAGES = ["now", "next", "later"];
const VERDICTS = ["must", "may", "unknown", "no"];
const PROFESSIONALS = ["service_provider", "employer", "mentor"];
const OWN_DATES = ["application_lodged_on", "resident_since", "registered_on", "works_since"];
const FURTHEST_DAYS = 10 * 365; // that someone turns 65 in thirty years is no step on the road
const MOST_EVENTS = 14; // the nearest ones
const FOREVER = 9999999; // the last day of what has no end

// Every step of the rulebook in the order of the way. Who is not in the country yet sees the steps that lead there.
export function compose(book, values, day) {
  const now = situation(book, values, day), here = book.country.toUpperCase();
  const isHere = !values.now_in || values.now_in.has(here);
  const ids = Object.keys(book.steps).filter((id) => isHere || leadsHere(book, id));
  const themes = STAGES.flatMap((stage) => (book.stages[stage] ?? []).map((theme) => [theme, stage]));
  const steps = ids.map((id, position) => placed(book, now, id, themes, position));
  return steps.sort((a, b) => a.rank.map((number, at) => number - b.rank[at]).find((difference) => difference) ?? 0);
}

function leadsHere(book, id) {
  const asks = (node) => {
    const parts = node.all ?? node.any ?? node.not;
    return parts ? parts.some(asks) : book.tests[node.test ?? node][0] === "now_in";
  };
  const provisions = [...book.steps[id].duties, ...book.steps[id].accesses].map((each) => book.provisions[each]);
  return provisions.some(({ when, unless }) => asks(when) || unless.some((exemption) => asks(exemption.when)));
}

function placed(book, now, id, themes, position) {
  const answer = now.answer(id), { verdict } = answer, service = book.steps[id];
  const at = (theme) => themes.map(([name]) => name).lastIndexOf(theme);
  const theme = (service.themes ?? []).map(at).find((found) => found >= 0);
  let place = theme ?? (verdict === "must" ? 1 : -1); // a duty of its own comes after the programme, a right first
  let stage = theme === undefined ? "now" : themes[theme][1];
  if ((service.audience ?? ["person"]).every((each) => PROFESSIONALS.includes(each))) [stage, place] = ["later", new Set(themes.map(([name]) => name)).size];
  stage = verdict === "must" ? "now" : (book.provisions[answer.provision].stage ?? stage);
  return { id, answer, stage, rank: [VERDICTS.indexOf(verdict), STAGES.indexOf(stage), place, position] };
}

// The competent desk: the first line that holds; several that may hold are "one of these".
export function deskOf(book, now, id) {
  const maybe = [];
  for (const [number, { when, organizations, unsure }] of (book.desks[id] ?? []).entries()) {
    const truth = now.value(when);
    if (truth === false) continue;
    maybe.push(...organizations);
    if (truth) return { organizations: [...new Set(maybe)], isSure: maybe.length === organizations.length && !unsure, line: number };
  }
  const owner = book.steps[id].organization;
  return { organizations: [...new Set(maybe.length || !owner ? maybe : [owner])], isSure: !maybe.length };
}

// From when until when a step holds for the person: not before the stay that they told of.
export function holdingFor(book, values, day, id) {
  const found = holding(book, values, day, id), stay = values.resident_since;
  const isOwn = stay && stay[1] <= day && (!found.from || span(found.from)[1] < stay[0]);
  return isOwn ? { ...found, from: shared(...stay) } : found;
}

const exact = (text) => (text?.length === 10 ? span(text)[0] : null);

// The days on the road in order: {day, kind, id}. `kind` is on, own (id is then a fact), from, due or until.
export function road(book, values, day, steps) {
  const events = [{ day, kind: "on" }];
  const seen = new Set();
  for (const id of OWN_DATES) {
    const [first, last] = values[id] ?? [];
    if (first === undefined || first !== last || seen.has(first)) continue;
    seen.add(first);
    events.push({ day: first, kind: "own", id });
  }
  for (const { id, answer } of steps) {
    if (answer.verdict === "must") {
      const { from, until } = holdingFor(book, values, day, id), start = exact(from), end = exact(until);
      if (start !== null && start <= day) events.push({ day: start, kind: "from", id });
      if (answer.due !== null) events.push({ day: answer.due, kind: "due", id });
      if (end !== null && end - day < FURTHEST_DAYS) events.push({ day: end, kind: "until", id });
    }
    const [, , ending, end] = book.steps[id].valid;
    if (answer.verdict === "may" && ending === end && end < FOREVER && end >= day) events.push({ day: end, kind: "until", id });
  }
  const nearest = events.sort((a, b) => Math.abs(a.day - day) - Math.abs(b.day - day)).slice(0, MOST_EVENTS);
  return nearest.sort((a, b) => a.day - b.day || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0));
}

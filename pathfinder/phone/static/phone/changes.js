// What would change a verdict: one fact told otherwise, in every way that the law of the day can tell apart; what
// rulebook/cells.py and rulebook/reasons.py do in Python. Loaded only when somebody asks.

import { later, situation } from "./rulebook.js";

const LEVELS = 8;
const THREE_YEARS = 36; // months: where no other date is known, one is taken that lies so far back

// [{fact, value, verdict, can}]: facts that a person can change come first. Where a person lives is told without a value.
export function changes(book, places, values, day, id) {
  const { facts, provisions } = book, now = situation(book, values, day);
  const { verdict } = now.answer(id), tests = testsOf(book, day, id);
  const found = new Map();
  for (const name of Object.keys(facts).filter((each) => tests.some(([fact]) => fact === each))) {
    for (const value of valuesOf(book, places, name, tests.filter(([fact]) => fact === name), day)) {
      const { birth_date: born, ...others } = values;
      const other = situation(book, { ...others, ...(born && name !== "age" && { birth_date: born }), [name]: value }, day).answer(id).verdict;
      const key = `${name} ${other}`;
      if (other === verdict || other === "unknown" || found.has(key)) continue;
      found.set(key, { fact: name, value: facts[name].type === "place" ? null : value, verdict: other, can: Boolean(facts[name].changeable) });
    }
  }
  return [...found.values()].sort((a, b) => b.can - a.can || (a.fact < b.fact ? -1 : a.fact > b.fact ? 1 : 0));
}

const holds = (day) => ({ valid: [start, , , end] }) => day >= start && day <= end; // surely or perhaps

// The comparisons of what of the step is in force.
function testsOf({ steps, provisions, tests }, day, id) {
  const found = new Set();
  const walk = (node) => {
    const parts = node.all || node.any || node.not;
    if (parts) parts.forEach(walk);
    else found.add(node.test ?? node);
  };
  if (!holds(day)(steps[id])) return [];
  const current = [...steps[id].duties, ...steps[id].accesses].map((each) => provisions[each]).filter(holds(day));
  for (const { when, unless } of current) for (const node of [when, ...unless.map((each) => each.when)]) walk(node);
  return [...found].map((number) => tests[number]);
}

// One value for each cell of values that the comparisons of this fact cannot tell apart, in ascending order.
function valuesOf(book, places, name, tests, day) {
  const fact = book.facts[name];
  const figure = (bound) => {
    if (!bound.figure) return bound;
    return book.figures[bound.figure].find(({ valid: [, started, ending] }) => day >= started && day <= ending)?.value ?? null;
  };
  const bounds = tests.map((test) => ({ test, operand: Array.isArray(test[2]) ? test[2].map(figure) : figure(test[2]) }))
    .filter(({ operand }) => operand !== null && !(Array.isArray(operand) && operand.includes(null)));
  switch (fact.type) {
    case "flag": return [false, true];
    case "place": return (places?.wholes ?? []).map((kind) => places.kinds[kind]); // a file of before has none
    case "level": return [...Array(LEVELS).keys()].map((level) => [level, level]);
    case "code": case "codes":
      return codes(fact.values ?? book.countries, bounds.map(({ operand }) => new Set([operand].flat())), fact.type === "codes");
    default: return numbers(fact, bounds, day);
  }
}

// One code for each cell; where several may be told, also pairs that fall into another cell than each alone.
function codes(universe, sets, several) {
  const seen = new Map();
  const see = (value) => {
    const cell = sets.map((set) => [...value].some((code) => set.has(code))).join();
    if (!seen.has(cell)) seen.set(cell, value);
  };
  for (const code of universe) see(new Set([code]));
  const alone = several ? [...seen.values()] : [];
  for (const one of alone) for (const another of alone) see(new Set([...one, ...another]));
  return [...seen.values()];
}

// The latest day from which so much has passed on a day.
function lastStart(day, count, unit) {
  let start = later(day, -count, unit);
  while (later(start + 1, count, unit) <= day) start++;
  return start;
}

function numbers({ type, low = 0, high }, bounds, day) {
  const points = new Set();
  const before = lastStart(day, THREE_YEARS, "months");
  for (const { test: [, , , , unit, other], operand } of bounds) {
    for (const bound of [operand].flat()) {
      if (unit) for (const on of [day, day - 1]) points.add(lastStart(on, bound, unit));
      else if (other) for (const on of [day, before]) points.add(lastStart(on, bound, "months"));
      else points.add(bound);
    }
  }
  if (type === "date") points.add(day).add(before);
  let around = [...new Set([...points].flatMap((point) => [point - 1, point, point + 1]))].sort((a, b) => a - b);
  if (type === "whole") {
    const top = high ?? Math.max(0, ...around);
    around = around.filter((each) => each >= low && each <= top);
    if (!around.length) around = [low];
  }
  return around.map((each) => [each, each]);
}

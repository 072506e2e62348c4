// The law of a day for one person: what rulebook/ says in Python, by the files of docs/guides/phone.md.
// A truth is true, false or null: unknown. A day is a number from 1, the first of January of the year 1.

const FOREVER = 9999999; // the last day of what has no end

// Days

const dayOf = (year, month, day) => Date.UTC(year, month, day) / 864e5 + 719163;
const dateOf = (day) => new Date((day - 719163) * 864e5);
export const iso = (day) => dateOf(day).toISOString().slice(0, 10);

// The first and the last day of 2016, 2016-04 or 2016-04-28; null for what is not in the calendar.
export function span(text) {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text) || [];
  const first = dayOf(year, (month || 1) - 1, day || 1);
  return year && iso(first).startsWith(text) ? [first, day ? first : dayOf(year, month || 12, 0)] : null;
}

// As much of a date as two days share.
export const shared = (first, last) => [10, 7, 4].map((length) => iso(first).slice(0, length)).find((text) => !text[4] || iso(last).startsWith(text));

// The last day of a month stands for one that it does not have.
export function later(day, count, unit) {
  const date = dateOf(day), year = date.getUTCFullYear(), month = date.getUTCMonth() + count;
  return unit === "days" ? day + count : Math.min(dayOf(year, month, date.getUTCDate()), dayOf(year, month + 1, 0));
}

// The lowest and the highest age of who was born in a span of days.
export const ages = ([first, last], day) => [last, first].map((birth) => {
  const years = dateOf(day).getUTCFullYear() - dateOf(birth).getUTCFullYear();
  return years - (later(birth, 12 * years) > day);
});

// Truths

const not = (truth) => (truth === null ? null : !truth);
const both = (a, b) => (a === false || b === false ? false : a && b);
function some(parts, truthOf, least = 1) {
  let surely = 0, maybe = 0;
  for (const part of parts) {
    const truth = truthOf(part);
    if (truth && ++surely === least) return true;
    if (truth === null) maybe++;
  }
  return surely + maybe >= least ? null : false;
}
const every = (parts, truthOf) => not(some(parts, (part) => not(truthOf(part))));

// Trees are {all}, {any, count}, {not: [one]}, or the number of a test, perhaps as {test, sources}.
const partsOf = (node) => node.all || node.any || node.not;
const testOf = (node) => node.test ?? node;

const isExact = (value) => value && value[0] === value[1];

// One person by the law of one day; `values` as answers.js reads them. While `asking`, nothing is presumed.
export function situation(book, values, day, asking = false) {
  if (!Number.isInteger(day)) throw new RangeError(`${day} is no day.`);
  const { facts, tests, provisions, steps } = book;
  const known = new Map();
  const once = (work) => (key) => {
    if (!known.has(key)) known.set(key, work(key));
    return known.get(key);
  };

  const inForce = ({ valid: [start, started, ending, end] }) => (day < start || day > end ? false : day < started || day > ending ? null : true);

  function resolve(operand) {
    if (operand.figure) return book.figures[operand.figure].find(inForce)?.value ?? null;
    const parts = operand.map?.(resolve) ?? operand;
    return Array.isArray(parts) && parts.includes(null) ? null : parts;
  }

  function compare([fact, how, operand, more = 0, unit, other]) {
    const got = values[fact], until = values[other], bound = resolve(operand);
    if (bound === null || got === undefined || (other && !until)) return null;
    const atLeast = (least) => got[0] >= least || (got[1] < least ? false : null);
    switch (how) {
      case "is": return got === bound;
      case "within": return got.surely.includes(bound) || (got.maybe.includes(bound) ? null : false);
      case "ne": return not(compare([fact, "eq", operand]));
      case "eq": case "in": {
        const found = [bound].flat().filter((each) => (got.has ? got.has(each) : each >= got[0] && each <= got[1])).length;
        return found > (got.has ? 0 : got[1] - got[0]) || (found ? null : false);
      }
      case "between": return both(compare([fact, "ge", bound[0], 0, unit]), compare([fact, "lt", bound[1], 1, unit]));
      case "ge": case "lt": break;
      default: throw new Error(`The test ${how} is not known.`);
    }
    let truth;
    if (other) {
      const [surely, maybe] = until.map((end, at) => later(got[1 - at], bound) + more <= end);
      truth = surely || (maybe ? null : false);
    } else if (unit) {
      let start = later(day - more, -bound, unit);
      while (later(start + 1, bound, unit) <= day - more) start++;
      truth = not(atLeast(start + 1));
      if (how === "lt") return both(not(truth), not(atLeast(day + 1))); // nothing holds for a date that has not come
    } else truth = atLeast(bound + more);
    return how === "ge" ? truth : not(truth);
  }

  const value = once((node) => {
    const parts = partsOf(node);
    if (!parts) return node.test === undefined ? compare(tests[node]) : value(node.test);
    return node.all ? every(parts, value) : node.not ? not(value(parts[0])) : some(parts, value, node.count);
  });

  // The comparisons that decided.
  function decide(node, into = new Map()) {
    if (!partsOf(node)) return into.set(testOf(node), node);
    const truth = value(node.not?.[0] ?? node);
    let left = node.count ?? 1;
    for (const part of partsOf(node)) {
      if (!left || value(part) !== truth) continue;
      decide(part, into);
      if (truth === !node.all) left--;
    }
    return into;
  }

  // The facts in an undecided branch, unless it is the law's own figure that is not known.
  function undecided(node, into) {
    if (value(node) !== null) return;
    if (partsOf(node)) return partsOf(node).forEach((part) => undecided(part, into));
    const [fact, , operand, , , other] = tests[testOf(node)];
    for (const name of [fact, other]) if (facts[name] && resolve(operand) !== null && !(other && isExact(values[name]))) into.add(facts[name].through ?? name);
  }

  // Provisions

  function exempts(exemption) {
    const force = inForce(exemption), truth = force !== false && value(exemption.when);
    return force || truth === false ? truth : null;
  }

  const holds = once((id) => {
    const { when, unless, unsure } = provisions[id], force = inForce(provisions[id]);
    const truth = force !== false && value(when) !== false && both(value(when), every(unless, (exemption) => not(exempts(exemption))));
    return truth && (!force || unsure) ? null : truth;
  });

  // The exemption of someone whom the provision would reach without it.
  function exemptionOf(provision) {
    const { scope, when, unless } = provision, found = inForce(provision) !== false && value(scope) !== false && unless.find(exempts);
    if (!found || value(when) !== false) return found || null;
    const applied = decide(found.when);
    return [...decide(when).keys()].every((test) => applied.has(test)) ? found : null;
  }

  function decideProvision(id, into) {
    const { when, unless } = provisions[id], truth = holds(id);
    const applied = truth === false && value(when) !== false && exemptionOf(provisions[id]);
    const open = unless.filter((exemption) => truth === null && exempts(exemption) === null);
    if (!applied && (!open.length || value(when) === null)) decide(when, into);
    for (const { when } of applied ? [applied] : open) decide(when, into);
  }

  // A step. What decided it, what is open and when it is due are worked out when they are read.
  function answer(id) {
    if (!steps[id]) throw new RangeError(`There is no step ${id}.`);
    const { duties, accesses } = steps[id], all = [...duties, ...accesses], force = inForce(steps[id]);
    const forceOf = (each) => force !== false && inForce(provisions[each]);
    const current = all.filter((each) => forceOf(each) !== false);
    const isSure = (each) => force && holds(each);
    const any = (ids) => ids.some(isSure) || (current.some((each) => ids.includes(each) && holds(each) !== false) ? null : false);
    const duty = any(duties), open = duty || any(accesses), access = open === false ? duty : open;
    const isOpen = !duty && (access === null || duty === null);
    const pending = current.filter((each) => isOpen && holds(each) === null);
    const by = isOpen ? null : all.find(isSure), provision = by ?? [...pending, ...current, ...all][0];
    return {
      id, duty, access, provision, verdict: duty ? "must" : isOpen ? "unknown" : access ? "may" : "no",
      exists: current.length ? (force && current.some(forceOf)) || null : false,
      get because() {
        const into = new Map();
        for (const each of by ? [by] : isOpen ? pending : current) decideProvision(each, into);
        return [...into.values()].filter((node) => tests[testOf(node)][0]);
      },
      get exemption() {
        const freeing = current.filter((each) => duty === false && (access === false || duties.includes(each)));
        return freeing.map((each) => exemptionOf(provisions[each])).find((each) => each) ?? null;
      },
      get open() {
        const names = new Set();
        for (const each of pending) {
          if (asking && (duties.includes(each) ? duty : access) !== null) continue;
          for (const part of [provisions[each], ...provisions[each].unless]) if (inForce(part) !== false) undecided(part.when, names);
        }
        return [...names];
      },
      get due() {
        const { due, valid } = provisions[provision];
        if (!duty || !due || !isExact(values[due.after])) return null;
        const count = resolve(due.count), last = later(values[due.after][0], count, due.unit);
        return count === null || last < valid[0] ? null : last; // no deadline before its law
      },
    };
  }

  // What follows from other answers

  const { birth_date: born, age } = (values = { ...values });
  if (born) values.age = ages(born, day);
  else if (age) values.birth_date = [later(day, -12 * (age[1] + 1)) + 1, later(day, -12 * age[0])];
  for (const { fact, told, when, presumed } of book.implied) {
    if (fact in values || (presumed && asking) || !value(when)) continue;
    values[fact] = told.codes ? new Set(told.codes) : told;
    known.clear();
  }
  for (const [fact, { same }] of Object.entries(facts)) if (!(asking || fact in values) && same in values) values[fact] = values[same];
  known.clear();
  return { values, value, holds, answer };
}

// The questions that can still decide, the next one first, and the steps that wait for each.
export function interview(book, values, day, declined = [], ids = Object.keys(book.steps)) {
  const { answer } = situation(book, values, day, true), { facts } = book, deciding = {};
  for (const id of ids) for (const fact of answer(id).open) (deciding[fact] = deciding[fact] ?? []).push(id);
  const open = Object.keys(deciding).filter((fact) => !facts[fact].unasked && !declined.includes(fact) && !(fact in values));
  return { questions: open.sort((a, b) => facts[a].order - facts[b].order), deciding };
}

// From when until when a verdict holds, as far as the dates are known; null is open.
export function holding(book, values, day, id) {
  const step = book.steps[id], tests = new Set(), turning = new Map();
  const turn = (first, last, ...later) => {
    for (const each of [first, last]) for (const days of later) turning.set(each + days, first !== last && shared(first, last));
  };
  const ofLaw = ({ valid: [start, started, ending, end] }) => {
    if (start) turn(start, started, 0);
    if (end < FOREVER) turn(ending, end, 1);
  };
  const walk = (node) => (partsOf(node) ? partsOf(node).forEach(walk) : tests.add(testOf(node)));
  const parts = [...step.duties, ...step.accesses].map((each) => book.provisions[each]).flatMap((each) => [each, ...each.unless]);
  [step, ...parts].forEach(ofLaw);
  parts.forEach(({ when }) => walk(when));
  for (const [fact, how, operand, , unit] of [...tests].map((test) => book.tests[test])) {
    const own = fact === "age" ? "birth_date" : fact;
    const periods = [operand].flat().flatMap((bound) => book.figures[bound.figure] ?? { value: bound, valid: [0, 0, FOREVER, FOREVER] });
    periods.forEach(ofLaw);
    const dates = how !== "in" && (unit || own !== fact) && (values[own] ?? values[book.facts[own].same]);
    for (const { value } of dates ? periods : []) for (const count of unit ? [0, value] : [12 * value, 12 * value + 12])
      turn(...dates.map((date) => later(date, count, unit)), 0, 1);
  }
  const verdict = (on) => situation(book, values, on).answer(id).verdict, differs = (on) => verdict(on) !== verdict(day);
  const days = [...turning.keys()].sort((a, b) => a - b), past = days.filter((each) => each <= day).reverse();
  const before = past.findIndex(differs), [first = day + 1] = days;
  const start = before < 0 ? first <= day && differs(first - 1) && first : past[before - 1];
  const end = days.find((each) => each > day && differs(each));
  return { from: start ? turning.get(start) || iso(start) : null, until: end ? turning.get(end) || iso(end - 1) : null };
}

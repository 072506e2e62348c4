// What the scripts say to each case of the conformance set: {law, places, today, cases} comes in, a list goes out.

import { readFileSync } from "node:fs";

import { read } from "../static/phone/answers.js";
import { open } from "../static/phone/files.js";
import { changes } from "../static/phone/changes.js";
import { holding, interview, iso, situation, span } from "../static/phone/rulebook.js";

const WORDS = new Map([[true, "yes"], [false, "no"], [null, "unknown"]]);
const asked = JSON.parse(readFileSync(0, "utf8"));
const book = open(asked.law), places = open(asked.places), [today] = span(asked.today);

console.log(JSON.stringify(asked.cases.map(({ provision, given, on }) => {
  const [day] = span(on), values = read(book, places, given, today, day);
  const { duty, exemption, due } = situation(book, values, day).answer(provision);
  return {
    expect: WORDS.get(duty), exemption: exemption?.id, due_on: due && iso(due),
    open: Object.keys(interview(book, values, day, [], [provision]).deciding),
    ...holding(book, values, day, provision),
    changes: changes(book, places, values, day, provision).map(({ fact, verdict }) => [fact, verdict]).sort(),
  };
})));

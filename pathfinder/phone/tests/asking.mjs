// What happens with one answer or one file: {law, places, given, today, on, test} comes in, a verdict or an error goes out.

import { readFileSync } from "node:fs";

import { read } from "../static/phone/answers.js";
import { fits, open } from "../static/phone/files.js";
import { situation, span } from "../static/phone/rulebook.js";

const asked = JSON.parse(readFileSync(0, "utf8"));

function verdicts() {
  const book = open(asked.law), places = asked.places && fits(book, open(asked.places));
  if (asked.test) book.tests = book.tests.map(() => asked.test);
  const values = read(book, places, asked.given, span("2030-06-15")[0]);
  const now = situation(book, values, asked.on === undefined ? span("2030-06-15")[0] : asked.on);
  return Object.fromEntries((asked.steps ?? Object.keys(book.steps)).map((id) => [id, now.answer(id).verdict]));
}

try {
  console.log(JSON.stringify({ verdicts: verdicts() }));
} catch (error) {
  console.log(JSON.stringify({ error: error.message }));
}

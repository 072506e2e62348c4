// Compares what the scripts say with what Python said: in Node from the command line, in a browser as a module.

import { read, WrongAnswers } from "../static/phone/answers.js";
import { open } from "../static/phone/files.js";
import { changes } from "../static/phone/changes.js";
import { holding, interview, iso, situation, span } from "../static/phone/rulebook.js";
import { compose, deskOf, holdingFor, road } from "../static/phone/way.js";

const LETTERS = new Map([[true, "y"], [false, "n"], [null, "?"]]);
const DIFFERENCES_SHOWN = 5;

// `files` has texts of files by name; each line is a case as expected.py writes it.
export function compare(files, lines) {
  const opened = new Map(Object.entries(files).map(([name, text]) => [name, open(text)]));
  const found = { cases: 0, pairs: 0, differences: [] };
  for (const line of lines) {
    const { law, given, on, today, declined, window, expected } = JSON.parse(line);
    const book = opened.get(`${law}.law`);
    const said = say(book, opened.get(`${law}.places`), given, span(on)[0], span(today)[0], declined, window);
    found.cases++;
    found.pairs += said.provisions?.length ?? 0;
    for (const part of Object.keys({ ...expected, ...said })) {
      const [python, script] = [expected, said].map((side) => JSON.stringify(side[part]));
      if (python !== script && found.differences.length < DIFFERENCES_SHOWN) found.differences.push({ law, given, on, part, ...firstDifference(expected[part], said[part]) });
    }
  }
  return found;
}

function say(book, places, given, on, today, declined, window) {
  let values;
  try {
    values = read(book, places, given, today, on);
  } catch (error) {
    if (!(error instanceof WrongAnswers)) throw error;
    return { problems: error.problems.map(({ field, kind }) => [field, kind]) };
  }
  const now = situation(book, values, on), way = compose(book, values, on), shown = way.filter(({ answer }) => answer.verdict !== "no");
  return {
    provisions: Object.keys(book.provisions).map((id) => LETTERS.get(now.holds(id))).join(""),
    steps: Object.keys(book.steps).map((id) => step(now.answer(id), book)),
    ...interview(book, values, on, declined),
    window: holding(book, values, on, window),
    way: way.map(({ id, stage }) => [id, stage]),
    desks: shown.map(({ id }) => deskOf(book, now, id)).map(({ organizations, isSure }) => [organizations, isSure]),
    mine: holdingFor(book, values, on, window),
    changes: changes(book, places, values, on, window).map(({ fact, value, verdict, can }) => [fact, verdict, can, value?.has ? [...value].sort() : value]).sort(),
    road: road(book, values, on, way).map(({ day, kind, id }) => [iso(day), kind, kind === "own" ? "" : (id ?? "")]),

  };
}

function step({ id, verdict, duty, access, exists, provision, exemption, because, open: facts, due }, book) {
  const numbers = because.map((node) => [node.test ?? node, node.sources ?? []]);
  return [
    id, verdict, LETTERS.get(duty) + LETTERS.get(access) + LETTERS.get(exists), provision, exemption && exemption.id, numbers, facts,
    due && iso(due),
  ];
}

function firstDifference(python, script) {
  if (!Array.isArray(python) || !Array.isArray(script)) return { python, script };
  const at = python.findIndex((each, index) => JSON.stringify(each) !== JSON.stringify(script[index]));
  return { python: python[at], script: script[at] };
}

// node comparing.mjs FOLDER [LAW]: its files, and the cases in cases.jsonl, or those of laws whose name begins like this
if (globalThis.process?.argv[2]) {
  const { readdirSync, readFileSync } = await import("node:fs");
  const folder = process.argv[2], text = (name) => readFileSync(`${folder}/${name}`, "utf8");
  const files = Object.fromEntries(readdirSync(folder).filter((name) => name.endsWith(".json")).map((name) => [name.slice(0, -5), text(name)]));
  const lines = text("cases.jsonl").trim().split("\n").filter((line) => line.startsWith(`{"law": "${process.argv[3] ?? ""}`));
  console.log(JSON.stringify(compare(files, lines)));
}

// MiniSearch with Integreat's options over the same texts: node search.mjs FOLDER. Writes figures.json, and found.json for
// the judged queries. The whole index lives in memory, as it does on the phone.
import { createReadStream, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import MiniSearch from "minisearch";

const folder = process.argv[2];
const RESULTS = 20;
const index = new MiniSearch({
  idField: "key",
  fields: ["title", "text"],
  storeFields: ["country"],
  searchOptions: { prefix: true, fuzzy: 0.25, boost: { title: 2 } },
});

const start = performance.now();
for await (const line of createInterface({ input: createReadStream(join(folder, "documents.jsonl")) })) index.add(JSON.parse(line));
const build = (performance.now() - start) / 1000;

const queries = JSON.parse(readFileSync(join(folder, "queries.json"), "utf8"));
const few = queries.length > 500 ? queries.filter((_, at) => at % 8 === 0) : queries; // it is slow at 100,000
const ask = (one) => {
  const only = one.country && { filter: (hit) => hit.country.includes(one.country) };
  return index.search(one.q, only || {}).slice(0, RESULTS).map((hit) => hit.id);
};
few.slice(0, 10).forEach(ask);
const taken = [];
const found = few.map((one) => {
  const before = performance.now();
  const keys = ask(one);
  taken.push(performance.now() - before);
  return keys;
});
taken.sort((a, b) => a - b);
const at = (share) => taken[Math.max(0, Math.ceil(taken.length * share) - 1)];
const figures = {
  build_s: build,
  queries: few.length,
  p50_ms: at(0.5),
  p95_ms: at(0.95),
  max_ms: at(1),
  memory_mib: process.memoryUsage().rss / 2 ** 20,
};
writeFileSync(join(folder, "figures.json"), JSON.stringify(figures));
writeFileSync(join(folder, "found.json"), JSON.stringify(found));

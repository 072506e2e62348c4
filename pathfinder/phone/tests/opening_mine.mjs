// What mine.js says of files that somebody hands over: "taken", or why not.

import { readFileSync } from "node:fs";
import { contentOf } from "../static/phone/mine.js";

const said = JSON.parse(readFileSync(0, "utf8")).map((text) => {
  try {
    contentOf(text);
    return "taken";
  } catch (error) {
    return error.kind ?? String(error);
  }
});
console.log(JSON.stringify(said));

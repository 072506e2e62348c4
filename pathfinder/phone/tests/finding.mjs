// What each word means, by the places of a file: {file, words} comes in, a list goes out.

import { readFileSync } from "node:fs";

import { findPlace } from "../static/phone/answers.js";
import { open } from "../static/phone/files.js";

const { file, words } = JSON.parse(readFileSync(0, "utf8"));
const places = open(file);
console.log(JSON.stringify(words.map((word) => findPlace(places, word.trim()))));

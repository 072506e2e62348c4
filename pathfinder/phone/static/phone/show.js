// Words, dates and elements of the pages that a phone makes by itself. Texts go in as text: no markup is ever read from them.

const words = Object.fromEntries(
  [...document.querySelector("#words").content.querySelectorAll("[data-word]")].map((each) => [each.dataset.word, each.textContent]),
);
const { lang, dir } = document.documentElement;
const RIGHT_TO_LEFT = ["ar", "fa", "ps", "ur", "he", "ckb", "ku", "sd", "ug", "yi", "dv"];

export const arrow = dir === "rtl" ? "→" : "←";

export const say = (word, parts = {}) => words[word].replace(/\{(\w*)\}/g, (_, name) => parts[name] ?? "");

// A sentence with an element in the place of its braces.
export function sayAround(word, element) {
  const [before, after] = words[word].split("{}");
  return [before, element, after];
}

const format = (options) => new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { timeZone: "UTC", numberingSystem: "latn", calendar: "gregory", ...options });
export const months = [...Array(12).keys()].map((month) => format({ month: "long" }).format(Date.UTC(2020, month, 15)));

// 2018, 2018-02 or 2018-02-01 as one says it.
export function dateInWords(text) {
  const [year, month, day] = text.split("-");
  if (!month) return year;
  return format({ year: "numeric", month: "long", ...(day && { day: "numeric" }) }).format(new Date(`${year}-${month}-${day ?? "15"}T00:00:00Z`));
}

// A deadline with its day of the week and, where `days` says how many there are until then, how far it is. As names.py says it.
export function deadline(text, days) {
  const day = format({ weekday: "long", year: "numeric", month: "long", day: "numeric" }).format(new Date(`${text}T00:00:00Z`));
  if (days === undefined) return say("by_day", { day });
  const size = Math.abs(days), [unit, length] = size < 14 ? ["day", 1] : size < 63 ? ["week", 7] : size < 730 ? ["month", 30.4375] : ["year", 365.25];
  const far = new Intl.RelativeTimeFormat(lang, { numeric: "auto", numberingSystem: "latn" }).format(Math.round(days / length), unit);
  return `${say("by_day", { day })} (${far})`;
}

// An element: attributes whose value is false, null or undefined are left out; functions are listeners.
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return made;
}

function symbol(name, kind) {
  const space = "http://www.w3.org/2000/svg", made = document.createElementNS(space, "svg"), use = document.createElementNS(space, "use");
  made.setAttribute("class", kind);
  made.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#${name}`);
  made.append(use);
  return made;
}

export const mark = (verdict) => symbol(`m-${verdict}`, `mark ${verdict}`);
export const sign = (name) => symbol(`s-${name}`, "sign");

// A text of the files. Words of a machine, and words in another language, become marked parts as on the pages.
export function marked(text, isName = false) {
  const top = document.createDocumentFragment(), open = [top];
  for (const piece of (text ?? "").split(/([\ue000\ue001][^\ue000-\ue003]*\ue002|\ue003)/)) {
    if (piece === "\ue003") open.length > 1 && open.pop();
    else if (piece[0] === "\ue001") open.push(element("span", { class: isName ? null : "mt" }));
    else if (piece[0] === "\ue000") {
      const other = piece.slice(1, -1);
      open.push(element("span", { class: isName ? null : "fb", lang: other, dir: RIGHT_TO_LEFT.includes(other) ? "rtl" : "ltr" }));
    } else open[open.length - 1].append(piece);
    if ("\ue000\ue001".includes(piece[0] ?? " ")) open[open.length - 2].append(open[open.length - 1]);
  }
  return top;
}

export const plain = (text) => marked(text).textContent;

// The guide on the phone: one question after another, the way, and each step, all worked out here.
// The answers stay in this browser (mine.js) and are sent nowhere. What is shown follows the end of the address: #guide/FACT, #way, #step/ID,
// #plan, #desks and #kept.

import { read, WrongAnswers } from "./answers.js";
import { fits, load } from "./files.js";
import { ageOf, isOutdated, keep as keepForOffline, sets, tidy } from "./kept.js";
import { countEntry, hideAndErase, onHide } from "./leave.js";
import { erase as eraseAll, nothingOf, put, take } from "./mine.js";
import { desksPage } from "./desks.js";
import { inPlan, planPage } from "./plan.js";
import { interview, iso, situation, span } from "./rulebook.js";
import { keptNotice, thisPhone } from "./this_phone.js";
import { arrow, dateInWords, deadline, element, mark, marked, months, plain, say, sayAround, sign } from "./show.js";
import { compose, deskOf, holdingFor, road, STAGES } from "./way.js";

const LEVELS = ["none", "A1", "A2", "B1", "B2", "C1", "C2", "native"];
const AT_A_GLANCE = 4; // choices of a stage that are shown at once
const SIGNS = { bring: "papers", cost: "money", duration: "time" };
const FOREVER = 9999999;
const RENEWED_DAYS = 7; // desks change without a change of the law

const root = document.querySelector("#phone");
const { country } = root.dataset, { lang: language, dir } = document.documentElement;
let { today } = root.dataset;
let law, places, texts;
let answers = { ...nothingOf(), on: today };
let kept = null; // the set that this page came from
let isRefused = false; // the browser would not keep the answers
let wereForgotten = false; // some answers, and no page has said so yet

// The day of the law is kept only when the person chose another one than today.
function keep() {
  isRefused = !put(country, { ...answers, on: answers.on === today ? "" : answers.on });
}

function remember() {
  const mine = take(country);
  answers = { ...mine, on: mine.on || today };
}

// A page of the server knows the day. One that this phone kept knows only the day on which it was made: now the clock of the phone counts.
function dayOfToday() {
  const made = root.dataset.today, now = new Date();
  const here = `${now.getFullYear()}-${`${now.getMonth() + 1}`.padStart(2, "0")}-${`${now.getDate()}`.padStart(2, "0")}`;
  return kept && here > made && here <= root.dataset.last ? here : made;
}

const day = () => span(answers.on)[0];
const person = (given = answers.given) =>
  read(law, places, { role: "newcomer", now_in: country.toUpperCase(), ...given }, span(today)[0], day());

// The values; answers that do not fit any more are forgotten, and the next page says so.
function readable() {
  try {
    return person();
  } catch (error) {
    if (!(error instanceof WrongAnswers)) throw error;
    for (const { field } of error.problems) delete answers.given[field];
    keep();
    wereForgotten = true;
    return person();
  }
}

function forgottenNotice() {
  const notice = wereForgotten && element("div", { class: "notice", role: "alert" }, element("p", {}, say("forgotten")));
  wereForgotten = false;
  return notice;
}

// Questions

const asked = (values) => interview(law, values, day(), Object.keys(answers.declined));
const isList = (fact) => fact.type === "flag" || fact.type === "level" || Boolean(fact.values);

function choicesOf(id, fact) {
  if (fact.type === "flag") return [["true", say("yes")], ["false", say("no_answer")]];
  if (fact.type === "level") return LEVELS.map((level) => [level, say(`level_${level}`)]);
  return fact.values.map((code) => [code, marked(texts.facts[id].values[code])]);
}

function countryField(name, label, chosen) {
  const options = Object.entries(texts.countries).map(([code, text]) => element("option", { value: code, selected: code === chosen }, text));
  return element("div", { class: "field" }, element("label", { for: name }, label),
    element("select", { id: name, name }, element("option", { value: "" }, "–"), options));
}

function fieldsOf(id, fact, told, wrong) {
  const bad = wrong ? { "aria-invalid": "true", "aria-describedby": "error" } : {};
  if (isList(fact)) return choicesOf(id, fact).map(([value, text], at) => element("label", { class: "choice" },
    element("input", { type: fact.type === "codes" ? "checkbox" : "radio", name: "value", value, id: at === 0 && "value", checked: [told].flat().map(String).includes(value) }), element("span", {}, text)));
  if (fact.type === "codes") return [countryField("value", say("country"), told?.[0]), countryField("second", say("another"), told?.[1])];
  if (fact.type === "code") return [countryField("value", say("country"), told)];
  if (fact.type === "date") {
    const [year, month, date] = (told ?? "").split("-");
    const part = (name, label, field) => element("div", {}, element("label", { for: name }, label), field);
    const number = (name, length, value) => element("input", { id: name, name, inputmode: "numeric", maxlength: length, autocomplete: "off", value, class: name === "year" && "year", ...bad });
    const names = months.map((text, at) => element("option", { value: at + 1, selected: +month === at + 1 }, text));
    return [element("div", { class: "parts" }, part("value", say("day"), number("value", 2, date && +date)),
      part("month", say("month"), element("select", { id: "month", name: "month", ...bad }, element("option", { value: "" }, "–"), names)),
      part("year", say("year"), number("year", 4, year))), element("p", { class: "quiet" }, say("year_is_fine"))];
  }
  const looks = fact.type === "whole" ? { inputmode: "numeric", autocomplete: "off", size: 6 } : { dir: "auto", autocomplete: "postal-code" };
  return [element("div", { class: "field" }, element("label", { for: "value", class: "hidden" }, marked(texts.facts[id].label)),
    element("input", { id: "value", name: "value", maxlength: 100, value: told ?? "", ...looks, ...bad }))];
}

// What was typed, as a person file has it; undefined for nothing.
function rawOf(fact, form) {
  const typed = new FormData(form), value = (typed.get("value") ?? "").trim();
  if (fact.type === "date") {
    const [year, month] = [typed.get("year").trim(), typed.get("month")];
    if (!year && !month && !value) return undefined;
    return [year, (value && !month ? "00" : month).padStart(month || value ? 2 : 0, "0"), value && value.padStart(2, "0")].filter(Boolean).join("-");
  }
  if (fact.type === "codes") {
    const codes = [...new Set([...typed.getAll("value"), ...typed.getAll("second")].filter(Boolean))];
    return codes.length ? codes : undefined;
  }
  if (!value) return undefined;
  const withName = fact.type === "place" && /^(\d{4,5})\s*[,;]?\s+\D/.exec(value); // 9000 Gent
  return withName ? withName[1] : value;
}

function problemInWords({ field, kind }) {
  const { low = 0, high } = law.facts[field] ?? {};
  if (kind === "range" && high === undefined) return say("wrong_whole");
  if (!["place", "date", "future", "range", "whole", "before_birth"].includes(kind)) return say("wrong");
  return say(`wrong_${kind}`, { today: dateInWords(today), low, high });
}

// `typed` is what stands in the fields: the answer so far, or what was just typed.
function question(id, error = "", typed = answers.given[id]) {
  const fact = law.facts[id], text = texts.facts[id];
  if (!fact || fact.unasked) return way();
  const values = readable(), { deciding } = asked(values), total = Object.keys(law.steps).length;
  const back = Object.keys(answers.given).concat(Object.keys(answers.declined)).filter((each) => each !== id && law.facts[each]).pop();
  const decline = (how) => () => {
    delete answers.given[id];
    answers.declined[id] = how;
    answered();
  };
  let stops = false;
  const form = element("form", { novalidate: true, submit: (event) => {
    event.preventDefault();
    const raw = rawOf(fact, form);
    if (raw === undefined) return stops ? go("way") : show(() => question(id, say("missing")));
    try {
      person({ ...answers.given, [id]: raw });
    } catch (problem) {
      if (!(problem instanceof WrongAnswers)) throw problem;
      return show(() => question(id, problemInWords(problem.problems.find(({ field }) => field === id) ?? problem.problems[0]), raw));
    }
    answers.given[id] = raw;
    delete answers.declined[id];
    return answered(stops);
  } },
  element("fieldset", {}, element("legend", {}, element("h1", { tabindex: -1 }, marked(text.question))), text.help && element("p", {}, marked(text.help)),
    error && element("p", { class: "error", id: "error", role: "alert" }, error), fieldsOf(id, fact, typed, error)),
  text.why && element("p", { class: "why" }, `${say("why_we_ask")} `, marked(text.why)),
  element("div", { class: "row" }, element("button", {}, say("continue")), element("button", { class: "second", click: () => (stops = true) }, say("stop"))),
  element("div", {}, element("button", { type: "button", class: "plain", click: decline("unknown"), "aria-describedby": "cost" }, say("unknown_answer")), " ",
    element("button", { type: "button", class: "plain", click: decline("private"), "aria-describedby": "cost" }, say("private_answer")),
    element("p", { class: "quiet", id: "cost" }, say("cost_of_declining", { total, stay: total - (deciding[id]?.length ?? 0) }))));
  return [forgottenNotice(), element("div", { class: "top" }, element("a", { href: back ? `#guide/${back}` : "#way" }, `${arrow} ${say("back")}`)), form];
}

function answered(stops = false) {
  keep();
  goOn(stops);
}

function goOn(stops = false) {
  const next = stops ? undefined : asked(readable()).questions[0];
  go(next ? `guide/${next}` : "way");
}

// The way

const titleOf = (id, answer) => marked(law.steps[id].is_service ? texts.steps[id].title : (texts.provisions[answer.provision].title ?? texts.steps[id].title), law.steps[id].is_service);
const linkTo = (id, answer) => element("a", { href: `#step/${id}` }, titleOf(id, answer));

const dueOf = (due) => element("span", { class: "due" }, sign("day"), deadline(iso(due), answers.on === today ? due - day() : undefined));

function lineOf({ id, answer }) {
  const { verdict, due, provision } = answer, says = texts.provisions[provision].says;
  return element("li", { class: "step" }, mark(verdict), element("div", {},
    element("p", { class: "what" }, element("span", { class: "verdict" }, say(`line_${verdict}`)), " ", linkTo(id, answer)),
    verdict === "must" && says && element("p", {}, marked(says)),
    due && element("p", {}, dueOf(due))));
}

function stageOf(stage, steps) {
  const first = steps.filter(({ answer }) => answer.verdict === "must").length + AT_A_GLANCE, more = steps.slice(first);
  return steps.length > 0 && [element("h2", { class: `stage ${stage}` }, say(stage)),
    element("ul", { class: "steps", "data-stage": stage }, steps.slice(0, first).map(lineOf)),
    more.length > 0 && element("details", { class: "more" }, element("summary", {}, say("more")), element("ul", { class: "steps", "data-stage": stage }, more.map(lineOf)))];
}

// Steps that are not sure yet, each once, under the question that comes first in the editors' order.
function unsureOf(steps) {
  const groups = new Map();
  for (const step of steps) {
    const [first = ""] = step.answer.open.filter((fact) => !law.facts[fact].unasked).sort((a, b) => law.facts[a].order - law.facts[b].order);
    groups.set(first, [...(groups.get(first) ?? []), step]);
  }
  const order = (fact) => (fact ? law.facts[fact].order : Infinity);
  return [...groups].sort(([a], [b]) => order(a) - order(b)).map(([fact, waiting]) => element("details", { "data-question": fact },
    element("summary", {}, mark("unknown"), " ", fact ? marked(texts.facts[fact].question) : say("source_is_open"), element("span", { class: "quiet" }, ` (${waiting.length})`)),
    fact && element("p", {}, element("a", { class: "button second", href: `#guide/${fact}` }, say("answer"), element("span", { class: "hidden" }, `: ${plain(texts.facts[fact].question)}`))),
    element("ul", {}, waiting.map(({ id, answer }) => element("li", {}, linkTo(id, answer))))));
}

function roadOf(values, steps) {
  const events = road(law, values, day(), steps), answerOf = Object.fromEntries(steps.map(({ id, answer }) => [id, answer]));
  const what = ({ kind, id }) => kind === "on" ? say("event_on") : kind === "own" ? marked(texts.facts[id].label)
    : sayAround(kind === "until" && answerOf[id].verdict === "may" ? "event_ends" : `event_${kind}`, linkTo(id, answerOf[id]));
  return events.length > 1 && [element("h2", { id: "road" }, say("road")), element("ol", { class: "events" },
    events.map((event) => element("li", { class: event.kind === "on" && "here" }, element("b", {}, dateInWords(iso(event.day))), " – ", what(event))))];
}

// When the person looks at another day: what the law of today says otherwise.
function differencesOf(values, steps) {
  if (answers.on === today) return null;
  const now = Object.fromEntries(compose(law, values, span(today)[0]).map(({ id, answer }) => [id, answer]));
  const isOther = (then, { verdict, due }) => then.verdict !== verdict || (["must", "may"].includes(verdict) && then.due !== due);
  const changed = steps.filter(({ id, answer }) => isOther(answer, now[id]));
  const said = ({ verdict, due }) => [mark(verdict), " ", say(verdict), due && ` ${deadline(iso(due))}`];
  return [element("h2", { id: "differences" }, say("differences")), changed.length === 0 && element("p", {}, say("no_differences")),
    element("ul", { class: "steps" }, changed.map(({ id, answer }) => element("li", { class: "change" }, element("p", {}, linkTo(id, answer)), element("dl", {},
      element("div", {}, element("dt", {}, dateInWords(answers.on)), element("dd", { class: "verdict" }, said(answer))),
      element("div", {}, element("dt", {}, dateInWords(today)), element("dd", { class: "verdict" }, said(now[id])))))))];
}

function valueInWords(id, raw) {
  const fact = law.facts[id], { values } = texts.facts[id];
  if (fact.type === "flag") return say(String(raw) === "true" ? "yes" : "no_answer");
  if (fact.type === "level") return say(`level_${raw}`);
  if (fact.type === "date") return dateInWords(raw);
  if (fact.type === "place" || fact.type === "whole") return String(raw);
  return [raw].flat().flatMap((code, at) => [at > 0 && " · ", values ? marked(values[code]) : texts.countries[code]]);
}

function answersOf() {
  const given = Object.entries(answers.given).filter(([id]) => texts.facts[id]);
  const declined = Object.entries(answers.declined).filter(([id]) => texts.facts[id]);
  const line = (id, said) => element("li", {}, element("a", { href: `#guide/${id}` }, marked(texts.facts[id].question)), ": ", said);
  return given.length + declined.length > 0 && [element("h2", {}, say("all_answers")),
    element("ul", {}, given.map(([id, raw]) => line(id, valueInWords(id, raw))), declined.map(([id, how]) => line(id, say(`${how}_answer`)))),
    element("button", { class: "second", type: "button", click: erase }, say("erase"))];
}

function erase() {
  eraseAll();
  answers = { ...nothingOf(), on: today };
  show(() => [element("div", { class: "notice", role: "alert" }, element("p", {}, say("erased"))), ...way()]);
}

function way() {
  const values = readable(), steps = compose(law, values, day()), next = asked(values).questions[0];
  const closed = steps.filter(({ answer }) => answer.verdict === "no" && answer.exists !== false);
  const unsure = steps.filter(({ answer }) => answer.verdict === "unknown");
  const change = (event) => {
    event.preventDefault();
    answers.on = new FormData(event.target).get("on");
    keep();
    show(way);
  };
  return [
    forgottenNotice(),
    isRefused && element("div", { class: "notice" }, element("p", {}, say("not_kept"))), keptNotice(kept),
    element("h1", { tabindex: -1 }, say("way")), element("p", { class: "quiet" }, say("by_law", { day: dateInWords(answers.on) })),
    Object.keys(answers.given).length === 0 && element("p", {}, say("nothing_yet")),
    next && element("p", {}, element("a", { class: "button", href: `#guide/${next}` }, say("answer_questions"))),
    STAGES.map((stage) => stageOf(stage, steps.filter((step) => step.stage === stage && ["must", "may"].includes(step.answer.verdict)))),
    unsure.length > 0 && [element("h2", { id: "unsure" }, say("unknown")), unsureOf(unsure)],
    roadOf(values, steps),
    element("details", {}, element("summary", {}, say("not_for_you_why", { count: closed.length })),
      element("ul", {}, closed.map(({ id, answer }) => element("li", {}, linkTo(id, answer))))),
    element("h2", {}, say("other_day")), element("form", { class: "row", submit: change }, element("label", { for: "on" }, say("by_the_law_of")),
      element("input", { type: "date", id: "on", name: "on", value: answers.on, min: root.dataset.first, max: root.dataset.last, required: true }), element("button", { class: "second" }, say("show"))),
    differencesOf(values, steps), answersOf(),
  ];
}

// A step

function sentenceOf(node, now) {
  const said = texts.tests[node.test ?? node].filter(([from]) => from <= day()).pop() ?? texts.tests[node.test ?? node][0];
  return marked(said[now.value(node) === false ? 2 : 1]);
}

// From when until when a law exists, which is a reason of its own where it does not.
function datesOf([start, started, ending, end]) {
  const edtf = (first, last) => dateInWords(first === last ? iso(first) : iso(first).slice(0, iso(last).startsWith(iso(first).slice(0, 7)) ? 7 : 4));
  const parts = { start: start && edtf(start, started), end: end < FOREVER && edtf(ending, end) };
  return parts.start && parts.end ? say("in_force", parts) : parts.start ? say("in_force_since", parts) : parts.end ? say("in_force_until", parts) : "";
}

function whyOf(id, answer, now) {
  const { verdict, exists, exemption, because, provision } = answer, service = law.steps[id];
  const label = exemption && Object.entries(law.provisions).flatMap(([name, { unless }]) => unless.map((each, at) => each === exemption && texts.provisions[name].unless[at])).find(Boolean);
  const dates = exists !== true && (datesOf(service.valid) || datesOf(law.provisions[provision].valid));
  const lines = [dates, ...because.map((node) => sentenceOf(node, now))].filter(Boolean).map((line) => element("li", { class: "parted" }, line));
  return [element("h2", {}, say("why")), label && element("p", {}, `${say("exemption")} `, element("b", {}, marked(label))),
    lines.length > 0 ? [element("p", {}, say(verdict === "unknown" ? "looks_at_open" : "looks_at")), element("ul", { id: "reasons" }, lines)] : verdict === "may" && element("p", {}, say("open_to_all"))];
}

// What would change the verdict: worked out by a file of its own, which is loaded when somebody opens this.
function changesOf(id) {
  const list = (word, found) => found.length > 0 && [element("p", {}, say(word)), element("ul", {}, found.map((change) => element("li", { class: "parted" }, changeInWords(change))))];
  const shown = async () => {
    const { changes } = await import("./changes.js");
    const found = changes(law, places, readable(), day(), id).filter(({ fact }) => !law.facts[fact].unasked || law.facts[fact].through);
    return found.length ? ["can_change", "cannot_change"].map((word) => list(word, found.filter(({ can }) => can === (word === "can_change")))) : element("p", {}, say("nothing_changes"));
  };
  const open = async ({ target }) => {
    const made = await shown().catch(() => element("p", {}, say("trouble")));
    target.append(...[made].flat(2).filter(Boolean));
  };
  return element("details", { id: "changes", toggle: ({ target }) => target.children.length === 1 && target.open && open({ target }) }, element("summary", {}, say("would_change")));
}

function changeInWords({ fact, value, verdict }) {
  const { type } = law.facts[fact], { label } = texts.facts[fact], after = ` ${dir === "rtl" ? "←" : "→"} ${say(`change_${verdict}`)}`;
  if (type === "place") return [marked(label), after];
  if (type === "flag") {
    const at = law.tests.findIndex(([name, how]) => name === fact && how === "is");
    return [marked(texts.tests[at][0][value === law.tests[at][2] ? 1 : 2]), after];
  }
  const raw = value.has ? [...value] : type === "level" ? LEVELS[value[0]] : type === "date" ? iso(value[0]) : value[0];
  return [marked(label), ": ", valueInWords(fact, raw), after];
}

// Notes for the provisions that count here; a note that may hold is shown.
function notesOf(answer, now) {
  const { verdict, provision } = answer, all = [...law.steps[answer.id].duties, ...law.steps[answer.id].accesses];
  const counted = verdict === "no" ? [] : verdict === "unknown" ? all.filter((each) => now.holds(each) === null) : [provision];
  const found = counted.flatMap((each) => [
    ...(law.provisions[each].notes ?? []).map(({ when }, at) => (when === undefined || now.value(when) !== false) && texts.provisions[each].notes[at]),
    now.holds(each) === null && texts.provisions[each].ask_a_counsellor,
  ]);
  const unsure = answer.because.map((node) => law.tests[node.test ?? node][0]).filter((fact) => verdict === "unknown" && fact.startsWith("unsure:"));
  return [...new Set([...found.filter(Boolean), ...unsure.map((fact) => texts.ambiguities[fact.slice(7)])])].map((text) => element("p", { class: "notice" }, marked(text)));
}

function whereOf(id, now) {
  const { organizations, isSure } = deskOf(law, now, id);
  const link = (href, text) => element("p", {}, element("a", { href, rel: "noopener noreferrer" }, element("bdi", { dir: "ltr" }, text)));
  const desks = organizations.flatMap((name) => {
    const organization = texts.organizations[name];
    return (organization.locations ?? [{}]).map((place) => {
      const phone = place.phone ?? organization.phone, url = place.url ?? organization.url, { street, postcode, city } = place.address ?? {};
      return element("div", { class: "desk" }, element("p", {}, element("b", {}, marked(place.name ?? organization.name, true))),
        (street || city) && element("p", {}, element("bdi", {}, [street, [postcode, city].filter(Boolean).join(" ")].filter(Boolean).join(", "))),
        phone && link(`tel:${phone.replace(/ /g, "")}`, phone), place.email && link(`mailto:${place.email}`, place.email), url && link(url, url), place.note && element("p", {}, marked(place.note)));
    });
  });
  return desks.length > 0 && [element("h2", {}, say("where")), !isSure && organizations.length > 1 && element("p", {}, say("one_of")), desks];
}

function sourcesOf({ provision, exemption, id }) {
  const names = [...(law.provisions[provision].sources ?? []), ...(exemption?.sources ?? []), ...(law.steps[id].sources ?? [])];
  return [...new Set(names)].map((reference) => {
    const [name, locator] = reference.split("#"), { title, publisher, date, url } = texts.sources[name] ?? {};
    const said = [title ?? name, publisher, date, locator].filter(Boolean).join(", ");
    return element("li", { class: "source" }, url ? element("a", { href: url, rel: "noopener noreferrer" }, said) : said);
  });
}

function step(id) {
  if (!law.steps[id]) return way();
  const values = readable(), now = situation(law, values, day()), answer = now.answer(id), { verdict, due, open, provision } = answer;
  const text = texts.steps[id], { says, legal_basis: basis } = texts.provisions[provision], shows = verdict === "must" || verdict === "may";
  const held = shows ? holdingFor(law, values, day(), id) : {};
  const facts = [["bring", text.bring?.flatMap((thing) => [marked(thing), element("br")])], ...["cost", "duration", "outcome"].map((name) => [name, text[name] && marked(text[name])]),
    ["from", held.from && dateInWords(held.from)], ["until", held.until && dateInWords(held.until)]].filter(([, told]) => told);
  const questions = open.filter((fact) => !law.facts[fact].unasked);
  return [
    element("div", { class: "top" }, element("a", { href: "#way" }, `${arrow} ${say("my_way")}`), element("span", { class: "quiet" }, say("by_law", { day: dateInWords(answers.on) }))),
    element("h1", { tabindex: -1 }, titleOf(id, answer)),
    element("p", {}, mark(verdict), " ", element("span", { class: `verdict ${verdict}` }, say(verdict)), due && [" ", dueOf(due)]),
    shows && says && element("p", {}, marked(says)), text.description && element("p", {}, marked(text.description)),
    questions.length > 0 && [element("h2", {}, say("tell_us")), element("ul", {}, questions.map((fact) => element("li", {}, element("a", { href: `#guide/${fact}` }, marked(texts.facts[fact].question)))))],
    text.steps && [element("h2", {}, say("start")), element("ol", { class: "once" }, text.steps.map((line) => element("li", {}, marked(line))))],
    facts.length > 0 && element("dl", { class: "facts" }, facts.map(([name, told]) => [element("dt", {}, SIGNS[name] && sign(SIGNS[name]), say(name)), element("dd", {}, told)])),
    whereOf(id, now), inPlan(id, answers.plan, keep), whyOf(id, answer, now), notesOf(answer, now),
    element("details", {}, element("summary", {}, say("who_says_so")), basis && element("p", {}, marked(basis)), element("ul", {}, sourcesOf(answer))),
    changesOf(id),
  ];
}

// The plan: steps in the order of the way

function plan() {
  const values = readable(), steps = compose(law, values, day());
  return planPage(steps.filter(({ id }) => Object.keys(answers.plan).includes(id)), answers.plan, { keep, linkTo, verdictOf: ({ answer: { verdict } }) => [mark(verdict), " ", say(verdict)] });
}

// Moving about

let isShown = false;

function show(page) {
  let made;
  try {
    made = page();
  } catch (error) {
    made = trouble(error);
  }
  root.replaceChildren(...[made].flat(9).filter((child) => child));
  if (isShown) (root.querySelector("[aria-invalid]") ?? root.querySelector("h1"))?.focus(); // not on the first page: a browser begins at its top
  isShown = true;
}

function trouble(error) {
  return [element("div", { class: "notice", role: "alert" }, element("p", {}, say("trouble")), element("p", { class: "quiet" }, error.message),
    element("p", {}, element("a", { href: location.pathname }, say("reload"))))];
}

function follow() {
  countEntry();
  const [page, id] = location.hash.slice(1).split("/").map(decodeURIComponent);
  if (page === "guide" && id) return show(() => question(id));
  if (page === "step") return show(() => step(id));
  if (page === "way") return show(way);
  if (page === "plan") return show(plan);
  if (page === "desks") return showSlowly(() => desksPage(kept, root.dataset));
  if (page === "kept") return showSlowly(() => thisPhone({ country, language, today, changed: again, erase }));
  return goOn();
}

// A page that has to look something up first; who has gone on meanwhile is not called back.
function showSlowly(page) {
  const { hash } = location;
  return page().then((made) => location.hash === hash && show(() => made), (error) => show(() => trouble(error)));
}

// Something on this phone changed: a file was taken in, something was kept or removed.
async function again() {
  kept = await setOfThisPage();
  remember();
  await follow();
}

function go(to) {
  if (location.hash === `#${to}`) follow();
  else location.hash = to;
}

const setOfThisPage = async () => (await sets()).find((set) => set.country === country && set.language === language) ?? null;

async function start() {
  kept = navigator.serviceWorker?.controller ? await setOfThisPage() : null;
  today = dayOfToday();
  const files = await Promise.all([root.dataset.law, root.dataset.places, root.dataset.texts].map(load));
  law = files[0];
  [places, texts] = files.slice(1).map((file) => fits(law, file));
  remember();
  addEventListener("hashchange", follow);
  follow();
  document.querySelector("#own").hidden = false;
  tidy().then(renew).catch(() => null); // nobody waits for it, and what is kept stays
}

// When there is a connection, and nobody asked their browser to save data, a newer one is laid ready for the next visit.
async function renew() {
  const isDue = kept && navigator.onLine && !navigator.connection?.saveData && (ageOf(kept) >= RENEWED_DAYS || (await isOutdated(kept)));
  if (isDue) await keepForOffline(country, language, kept.region);
}

onHide(document.querySelector("#hide"), () => {
  removeEventListener("hashchange", follow); // going back through the history must not show anything again
  hideAndErase(root.dataset.neutral, root.dataset.leave);
});
start().catch((error) => root.prepend(...trouble(error)));

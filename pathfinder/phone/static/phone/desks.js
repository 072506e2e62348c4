// Services and their desks: those that this phone keeps, else those of the server. What is looked for here is sent nowhere.

import { desksOf } from "./kept.js";
import { load } from "./files.js";
import { dateInWords, element, marked, plain, say } from "./show.js";

const FIRST = 25; // that are shown before somebody looks for one

let loaded = null;

async function theDesks(kept, address) {
  return (kept && (await desksOf(kept).catch(() => null))) ?? (loaded ??= await load(address).catch(() => null));
}

export async function desksPage(kept, { desks: address }) {
  const desks = await theDesks(kept, address), head = element("h1", { tabindex: -1 }, say("desks"));
  if (!desks) return [head, element("p", {}, say("desks_none")), element("p", {}, element("a", { href: "#kept" }, say("this_phone")))];
  const list = element("div", { role: "region", "aria-live": "polite", "aria-label": say("desks") });
  const words = new Map(desks.services.map((service) => [service, plainly(searched(service))]));
  const look = () => {
    const typed = plainly(field.value).split(" ").filter(Boolean);
    const found = desks.services.filter((service) => typed.every((word) => words.get(service).includes(word)));
    list.replaceChildren(element("p", { class: "quiet" }, say("desks_found", { count: found.length, total: desks.services.length })), ...found.slice(0, FIRST).map(deskOf));
  };
  const field = element("input", { id: "look", type: "search", class: "wide", dir: "auto", autocomplete: "off", maxlength: 80, input: look });
  look();
  return [head, element("p", { class: "quiet" }, say("desks_on", { day: dateInWords(desks.on) }), desks.is_cut && [" ", say("desks_cut")]),
    element("div", { class: "field" }, element("label", { for: "look" }, say("desks_look")), field), list];
}

const searched = ({ name, what, by, for: audience = [], spoken = [], places }) =>
  [name, what, by, ...audience, ...spoken, ...places.flatMap((place) => [place.name, ...(place.address ?? []), ...(place.spoken ?? [])])].filter(Boolean).map(plain).join(" ");
const plainly = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();

const listed = (words) => words.flatMap((word, at) => [at > 0 && " · ", element("bdi", {}, word)]);
const link = (href, text) => element("a", { href, rel: "noopener noreferrer" }, element("bdi", { dir: "ltr" }, text));
const call = ([number, dialled]) => (dialled ? link(`tel:${dialled.replace(/^tel:/, "")}`, number) : element("bdi", { dir: "ltr" }, number));

function deskOf({ name, what, by, for: audience, phone, email, url, spoken, hours, checked, places }) {
  const line = (label, told) => told && told.length > 0 && element("p", {}, element("b", {}, say(label)), " ", told);
  return element("details", { class: "service" }, element("summary", {}, element("b", {}, marked(name)), " ", element("span", { class: "quiet" }, marked(by, true))),
    what && element("p", {}, marked(what)), line("desk_for", audience && listed(audience)), line("desk_speaks", spoken && listed(spoken)), line("desk_hours", hours && listed(hours)),
    phone && element("p", {}, call(phone)), email && element("p", {}, link(`mailto:${email}`, email)), /^https?:/.test(url ?? "") && element("p", {}, link(url, url)),
    places.map((place) => element("div", { class: "desk" }, place.name && element("p", {}, element("b", {}, marked(place.name, true))),
      place.address && element("p", {}, element("bdi", {}, place.address.join(", "))), line("desk_speaks", place.spoken && listed(place.spoken)),
      line("desk_hours", place.hours && listed(place.hours)), place.phone && element("p", {}, call(place.phone)), place.email && element("p", {}, link(`mailto:${place.email}`, place.email)),
      place.maybe && element("p", { class: "quiet" }, say("desk_maybe")))),
    checked && element("p", { class: "quiet" }, say("desk_checked", { day: dateInWords(checked) })));
}

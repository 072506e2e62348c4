// "What is on this phone": what is kept for offline and what the person has, each with how to keep, renew, take away and erase it.

import { ageOf, CannotKeep, isFromTheFuture, isOld, isPossible, keep, remove, sets } from "./kept.js";
import { choice, choose, contentOf, fileOf, restore, WrongFile } from "./mine.js";
import { dateInWords, element, say } from "./show.js";

const lists = document.querySelector("#words").content;
const languages = [...lists.querySelectorAll("[data-language]")].map((each) => [each.dataset.language, each.textContent, each.dir]);
const regions = [...lists.querySelectorAll("[data-region]")].map((each) => [each.dataset.region, each.textContent]);

const dayOf = ({ moment }) => {
  const date = new Date(moment);
  return dateInWords(`${date.getFullYear()}-${`${date.getMonth() + 1}`.padStart(2, "0")}-${`${date.getDate()}`.padStart(2, "0")}`);
};
const megabytes = (bytes) => (bytes / 1000000).toFixed(1);
const notice = (...parts) => element("div", { class: "notice" }, element("p", {}, parts));

// On the way: nothing, or what a reader of kept pages has to know about their age.
export function keptNotice(set) {
  if (!set) return null;
  const more = element("a", { href: "#kept" }, say("this_phone"));
  if (isFromTheFuture(set)) return notice(say("clock_is_wrong", { day: dayOf(set) }), " ", more);
  if (isOld(set)) return notice(say("kept_is_old", { day: dayOf(set), days: ageOf(set) }), " ", more);
  return element("p", { class: "quiet" }, say("kept_is_used", { day: dayOf(set) }));
}

export async function thisPhone({ country, language, today, changed, erase }) {
  const found = await sets(), own = found.find((set) => set.country === country && set.language === language);
  const status = element("p", { role: "status", id: "kept-status" });
  const tell = (word, parts) => status.replaceChildren(word ? say(word, parts) : "");
  const busy = async (button, work) => {
    button.disabled = true;
    tell("keeping");
    try {
      await work();
      await changed();
      document.querySelector("#kept-status")?.replaceChildren(say("keeping_done"));
    } catch (error) {
      if (!(error instanceof CannotKeep)) throw error;
      tell(`cannot_keep_${error.kind}`);
    } finally {
      button.disabled = false;
    }
  };
  return [
    element("h1", { tabindex: -1 }, say("this_phone")), keptNotice(own),
    element("h2", {}, say("keep_offline")), element("p", {}, say("keep_offline_why")),
    isPossible() ? keepForm({ country, language, own, busy }) : notice(say("cannot_keep_impossible")), status,
    found.length > 0 && [element("h2", {}, say("kept_list")), element("ul", { class: "kept-sets" }, found.map((set) => lineOf(set, busy, changed)))],
    ...ownThings({ today, changed, erase }),
  ];
}

function keepForm({ country, language, own, busy }) {
  const form = element("form", { submit: (event) => {
    event.preventDefault();
    const told = new FormData(form), chosen = told.getAll("language");
    if (choice() === null) choose("yes");
    busy(form.querySelector("button"), async () => {
      for (const each of chosen.length ? chosen : [language]) await keep(country, each, told.get("region"));
    });
  } },
  element("fieldset", {}, element("legend", {}, say("keep_languages")), element("div", { class: "kept-languages" }, languages.map(([code, name, dir]) => element("label", { class: "choice" },
    element("input", { type: "checkbox", name: "language", value: code, checked: code === language }), element("span", { lang: code, dir }, name))))),
  element("div", { class: "field" }, element("label", { for: "region" }, say("keep_desks")), element("select", { id: "region", name: "region" },
    [[country, say("desks_all")], ...regions, ["", say("desks_no")]].map(([value, text]) => element("option", { value, selected: value === (own?.region ?? country) }, text)))),
  element("div", { class: "row" }, element("button", {}, say("keep_offline"))));
  return form;
}

function lineOf(set, busy, changed) {
  const [, name, dir] = languages.find(([code]) => code === set.language) ?? [null, set.language, "ltr"];
  const label = `${set.country.toUpperCase()} · ${name}`;
  const renew = element("button", { type: "button", class: "second", click: () => busy(renew, () => keep(set.country, set.language, set.region)) }, say("renew"), element("span", { class: "hidden" }, `: ${label}`));
  const away = element("button", { type: "button", class: "plain", click: async () => {
    await remove(set);
    await changed();
  } }, say("remove"), element("span", { class: "hidden" }, `: ${label}`));
  return element("li", {}, element("a", { href: set.page }, set.country.toUpperCase(), " · ", element("span", { lang: set.language, dir }, name)), ": ",
    say("kept_line", { day: dayOf(set), days: Math.max(0, ageOf(set)), size: megabytes(set.bytes) }), isOld(set) && [" ", element("b", {}, say("kept_old"))], element("div", { class: "row" }, renew, away));
}

// Answers, plan and favourites

function ownThings({ today, changed, erase }) {
  const stays = choice(), said = element("p", { role: "alert", id: "own-status" });
  const option = (value, word) => element("label", { class: "choice" }, element("input", { type: "radio", name: "stays", value, checked: stays === value,
    change: () => said.replaceChildren(say(choose(value) ? "choice_done" : "not_kept")) }), element("span", {}, say(word)));
  const file = element("input", { type: "file", id: "file", accept: ".json,application/json", change: async () => {
    try {
      const [chosen] = file.files;
      if (!chosen) return;
      if (chosen.size > 2000000) throw new WrongFile("too_large");
      if (!restore(contentOf(await chosen.text()))) return said.replaceChildren(say("not_kept"));
      await changed();
      document.querySelector("#own-status")?.replaceChildren(say("file_taken"));
    } catch (error) {
      if (!(error instanceof WrongFile)) throw error;
      said.replaceChildren(say(`file_${error.kind}`));
    }
    file.value = "";
    return undefined;
  } });
  return [element("h2", {}, say("own_things")), element("p", {}, say("own_things_where")),
    element("fieldset", {}, element("legend", {}, say("stays_question")), option("yes", "stays_yes"), option("no", "stays_no")), stays === null && element("p", { class: "quiet" }, say("stays_open")), said,
    element("p", {}, element("button", { type: "button", class: "second", click: () => save(fileOf(today), `pathfinder-${today}.json`) }, say("file_save"))),
    element("div", { class: "field" }, element("label", { for: "file" }, say("file_take")), file),
    element("p", {}, element("button", { type: "button", class: "second", click: erase }, say("erase")))];
}

function save(text, name) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

// The page in place of one that is not kept: it lists what is.

import { sets } from "./kept.js";

const names = new Map([...document.querySelector("#words").content.querySelectorAll("[data-language]")].map((each) => [each.dataset.language, each]));

sets().then((found) => {
  document.querySelector("#kept-pages").replaceChildren(...found.map(({ page, language, country }) => {
    const item = document.createElement("li"), link = document.createElement("a"), name = document.createElement("span");
    link.href = page;
    name.lang = language;
    name.dir = names.get(language)?.dir ?? "auto";
    name.append(names.get(language)?.textContent ?? language);
    link.append(`${country.toUpperCase()} · `, name);
    item.append(link);
    return item;
  }));
});

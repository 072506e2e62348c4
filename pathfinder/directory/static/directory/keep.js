// What a visitor keeps stays in this browser: the key, the name and the address of each record. Who said on the phone pages that
// the phone is shared keeps it only until this tab is closed (phone/mine.js).
(() => {
  const NAME = "pathfinder.kept";
  const store = () => (localStorage.getItem("pathfinder.stays") === "no" ? sessionStorage : localStorage);
  const read = () => {
    try { return JSON.parse(store().getItem(NAME)) || {}; } catch { return {}; }
  };
  const write = (kept) => { try { store().setItem(NAME, JSON.stringify(kept)); } catch { /* full or forbidden: nothing is kept */ } };
  const words = document.documentElement.dataset; // the words of the page's language, under the same names as below
  const say = (button, is) => {
    button.textContent = is ? words.kept : words.keep;
    button.setAttribute("aria-pressed", String(is));
  };
  for (const link of document.querySelectorAll("a[data-keep]")) {
    const key = link.dataset.keep;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "plain keep" });
    say(button, key in read());
    button.setAttribute("aria-describedby", link.id || (link.id = `name-${key}`));
    button.addEventListener("click", () => {
      const kept = read();
      if (key in kept) delete kept[key];
      else kept[key] = { name: link.textContent.trim(), address: new URL(link.href).pathname };
      write(kept);
      say(button, key in kept);
    });
    link.after(button);
  }
  const list = document.querySelector("ul[data-kept]");
  if (!list) return;
  const forget = document.querySelector("p[data-forget]");
  const show = () => {
    const kept = Object.entries(read());
    forget.hidden = !kept.length;
    list.replaceChildren(...(kept.length ? kept : [[]]).map(([key, one]) => {
      const item = document.createElement("li");
      if (!key) { item.textContent = list.dataset.empty; return item; }
      const link = Object.assign(document.createElement("a"), { href: one.address, textContent: one.name, dir: "auto" });
      const button = Object.assign(document.createElement("button"), { type: "button", className: "plain" });
      button.textContent = "×";
      button.setAttribute("aria-label", `${words.forget}: ${one.name}`);
      button.addEventListener("click", () => { const left = read(); delete left[key]; write(left); show(); });
      item.append(link, button);
      return item;
    }));
  };
  forget.querySelector("button").addEventListener("click", () => { write({}); show(); });
  show();
})();

// Two things beyond the plain page: words that begin so while typing, and the map. Both ask this site only.
(() => {
  const form = document.querySelector("[data-suggest]");
  const box = form && form.querySelector("#q");
  const list = form && form.querySelector("[data-suggestions]");
  let asked = 0;
  const show = (words) => {
    list.replaceChildren(...words.map((word) => {
      const link = document.createElement("a");
      const address = new URLSearchParams(new FormData(form));
      address.set("q", word);
      link.href = `${form.action}?${address}`;
      link.dir = "auto";
      link.textContent = word;
      return link;
    }));
    list.hidden = !words.length;
  };
  const ask = async () => {
    const number = ++asked;
    if (box.value.trim().length < 2) return show([]);
    const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(box.value)}`).catch(() => null);
    if (answer && answer.ok && number === asked) show((await answer.json()).suggestions);
  };
  let waiting;
  if (box) {
    box.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 150); });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") show([]);
      const links = [...list.querySelectorAll("a")];
      const at = links.indexOf(document.activeElement);
      const next = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
      if (next === undefined || list.hidden) return;
      event.preventDefault();
      (links[next] || box).focus();
    });
  }

  const narrow = document.getElementById("narrow");
  for (const link of document.querySelectorAll('a[href="#narrow"]')) link.addEventListener("click", () => { narrow.open = true; });

  const frame = document.querySelector("[data-map]");
  if (!frame) return;
  frame.hidden = false;
  const load = (tag, fields) => new Promise((done, failed) => {
    const part = Object.assign(document.createElement(tag), fields);
    part.onload = done;
    part.onerror = failed;
    document.head.append(part);
  });
  const draw = async () => {
    const { script, style, borders, tiles, credit, label } = frame.dataset;
    await Promise.all([load("link", { rel: "stylesheet", href: style }), load("script", { src: script })]);
    const ground = document.createElement("div");
    ground.dataset.ground = "";
    ground.setAttribute("role", "region");
    ground.setAttribute("aria-label", label);
    frame.querySelector("[data-show-map]").replaceWith(ground);
    const map = L.map(ground, { attributionControl: Boolean(tiles), minZoom: 3, maxZoom: 17 });
    const tone = getComputedStyle(document.documentElement);
    if (tiles && !navigator.connection?.saveData) L.tileLayer(tiles, { attribution: credit }).addTo(map);
    else {
      const answer = await fetch(borders);
      L.geoJSON(await answer.json(), {
        interactive: false,
        style: { color: tone.getPropertyValue("--quiet"), weight: 1, fillColor: tone.getPropertyValue("--paper"), fillOpacity: 1 },
      }).addTo(map);
    }
    const rows = [...document.querySelectorAll("[data-latitude]")];
    const first = Number(document.querySelector(".rows").start || 1);
    const all = [...document.querySelectorAll(".rows>li")];
    const points = rows.map((row) => {
      const at = [Number(row.dataset.latitude), Number(row.dataset.longitude)];
      const link = row.querySelector("h3 a");
      const icon = L.divIcon({ className: "", html: `<span class="point">${first + all.indexOf(row)}</span>`, iconSize: [22, 22] });
      const words = document.createElement("a");
      words.href = link.href;
      words.textContent = link.textContent;
      L.marker(at, { icon, alt: link.textContent, title: link.textContent }).bindPopup(words).addTo(map);
      return at;
    });
    // Without tiles there is nothing to see but borders: stay far enough to see some.
    map.fitBounds(L.latLngBounds(points), { padding: [30, 30], maxZoom: tiles ? 12 : 7 });
  };
  frame.querySelector("[data-show-map]").addEventListener("click", draw);
  if (matchMedia("(min-width:60rem)").matches) draw();
})();

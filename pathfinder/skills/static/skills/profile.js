// Keeps the profile on this device: each answer of the server carries the newest document, which is written down here.
// Who said on the phone pages that the phone is shared keeps it only until this tab is closed (phone/mine.js).
(() => {
  const NAME = "pathfinder.profile"; // erased with everything that begins like this (phone/leave.js)
  const form = document.querySelector("form[data-profile]");
  const carried = form.elements.namedItem("profile");
  const area = (name) => { try { return window[name]; } catch { return null; } };
  const [local, session] = ["localStorage", "sessionStorage"].map(area);
  const forget = () => { for (const store of [local, session]) try { store.removeItem(NAME); } catch { /* nothing is in it */ } };
  const shown = (name) => { form.querySelector(`[data-${name}]`).hidden = false; };
  const read = () => { try { return session.getItem(NAME) ?? local.getItem(NAME); } catch { return null; } };
  const write = (text) => {
    try {
      const store = local.getItem("pathfinder.stays") === "no" ? session : local;
      store.setItem(NAME, text);
      (store === local ? session : local).removeItem(NAME);
    } catch { shown("full"); }
  };

  if (form.dataset.profile === "carried") write(carried.value);
  else if (form.dataset.profile === "erased") forget();
  else if (!carried.value && read()) {
    carried.value = read(); // whatever is told now comes on top of it
    shown("offer");
  }

  // Gone back to: the page is older than what was kept since
  addEventListener("pageshow", ({ persisted }) => { if (persisted) carried.value = read() ?? carried.value; });

  // The menu of languages is links, which would leave the document behind
  for (const link of document.querySelectorAll(".tongues a[hreflang]")) link.addEventListener("click", (event) => {
    if (!carried.value) return;
    event.preventDefault();
    form.elements.namedItem("first").value = link.hreflang;
    form.submit();
  });

  // "Hide and erase" was pressed in another tab
  if (typeof BroadcastChannel === "function") new BroadcastChannel("pathfinder").onmessage = () => {
    forget();
    document.body.replaceChildren();
    location.replace(form.dataset.neutral);
  };
})();

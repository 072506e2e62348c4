// "Hide and erase": one tap, no question. First nothing is to be seen, then nothing is left, then another page is there.

import { erase } from "./mine.js";
import { removeAll } from "./kept.js";

const LONGEST_WAIT = 1500; // milliseconds for what the browser may be slow to delete

// The questions that were looked at stand in the history of this tab. We go back to the first of our entries, which gets another
// address; whatever comes next takes the place of all that were behind it.
function toTheFirstEntry() {
  const steps = history.state?.at ?? 0;
  if (!steps) return Promise.resolve();
  return new Promise((done) => {
    addEventListener("popstate", done, { once: true });
    setTimeout(done, LONGEST_WAIT);
    history.go(-steps);
  });
}

// Each entry of this page knows how many lie before it.
let last = history.state?.at ?? -1;
export function countEntry() {
  if (history.state?.at === undefined) history.replaceState({ at: last + 1 }, "");
  last = history.state.at;
}

// Other tabs have answers of their own, and go the same way.
const tabs = typeof BroadcastChannel === "function" ? new BroadcastChannel("pathfinder") : null;

// `leave` is done when the button is pressed, in this tab or in another one.
export function onHide(button, leave) {
  button.addEventListener("click", () => {
    tabs?.postMessage("hide");
    leave();
  });
  if (tabs) tabs.onmessage = leave;
}

export async function hideAndErase(neutral, leaving) {
  document.body.replaceChildren(document.querySelector(".brand"));
  document.title = "Pathfinder";
  erase();
  await Promise.race([removeAll().catch(() => null), new Promise((done) => setTimeout(done, LONGEST_WAIT))]);
  erase(); // again: a page in another tab may have written meanwhile
  await toTheFirstEntry();
  history.replaceState(null, "", neutral);
  if (navigator.onLine) location.assign(leaving);
}

// The plan: the steps that a person put in, with a tick for what is done and a note of their own. It is kept beside the answers.

import { LONGEST_NOTE } from "./mine.js";
import { element, say } from "./show.js";

// Part of the page of a step.
export function inPlan(id, plan, keep) {
  const box = element("section", { id: "in-plan" });
  const draw = () => {
    const isIn = Object.keys(plan).includes(id);
    const change = () => {
      if (isIn) delete plan[id];
      else plan[id] = { done: false, note: "" };
      keep();
      draw();
      box.querySelector("button").focus();
    };
    box.replaceChildren(element("h2", {}, say("my_plan")), ...(isIn ? fieldsOf(id, plan, keep) : []),
      element("p", {}, element("button", { type: "button", class: isIn ? "plain" : "second", click: change }, say(isIn ? "plan_remove" : "plan_add"))));
  };
  draw();
  return box;
}

function fieldsOf(id, plan, keep) {
  const step = plan[id];
  const tick = (event) => {
    step.done = event.target.checked;
    keep();
  };
  const note = (event) => {
    step.note = event.target.value.slice(0, LONGEST_NOTE);
    keep();
  };
  return [element("label", { class: "choice" }, element("input", { type: "checkbox", checked: step.done, change: tick }), element("span", {}, say("plan_done"))),
    element("div", { class: "field" }, element("label", { for: `note-${id}` }, say("plan_note")),
      element("textarea", { id: `note-${id}`, rows: 3, maxlength: LONGEST_NOTE, dir: "auto", input: note }, step.note ?? ""))];
}

// `steps` are those of the plan, in the order of the way.
export function planPage(steps, plan, { keep, linkTo, verdictOf }) {
  return [element("h1", { tabindex: -1 }, say("my_plan")),
    steps.length === 0 && element("p", {}, say("plan_empty")),
    element("ol", { class: "events plan" }, steps.map((step) => element("li", {}, element("h2", {}, linkTo(step.id, step.answer)),
      element("p", { class: "verdict" }, verdictOf(step)), fieldsOf(step.id, plan, keep)))),
    element("p", { class: "quiet" }, say("plan_where"), " ", element("a", { href: "#kept" }, say("this_phone")))];
}

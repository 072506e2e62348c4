// Keeps the ticks of the file in this browser, a list for each country: until the tab is closed, or longer where the person
// chose so on the phone pages (phone/mine.js, whose erasing takes them too). Without it the form itself says what is missing.
(() => {
  const form = document.getElementById("papers");
  const boxes = [...form.querySelectorAll("input[name=have]")];
  const erase = document.getElementById("papers-erase");
  const NAME = `pathfinder.papers-${form.dataset.kept}`;
  const store = () => (localStorage.getItem("pathfinder.stays") === "yes" ? localStorage : sessionStorage);
  const read = () => {
    try { return JSON.parse(store().getItem(NAME)) || []; } catch { return []; }
  };
  let kept = read();
  const keep = () => {
    const here = boxes.map((box) => box.value);
    kept = [...kept.filter((name) => !here.includes(name)), ...boxes.filter((box) => box.checked).map((box) => box.value)];
    erase.hidden = !kept.length;
    try {
      if (kept.length) store().setItem(NAME, JSON.stringify(kept));
      else store().removeItem(NAME);
    } catch { /* full or forbidden: nothing is kept */ }
  };
  for (const box of boxes) box.checked ||= kept.includes(box.value);
  form.addEventListener("change", keep);
  erase.addEventListener("click", () => {
    for (const box of boxes) box.checked = false;
    kept = [];
    keep();
  });
  keep();
})();

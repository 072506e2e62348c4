// Keeps the worksheet on this device. Without this script it can be filled in and printed, and is gone with the page.
(function () {
  "use strict";
  var KEY = "pathfinder-diversity-plan";
  var form = document.getElementById("plan");
  var state = document.getElementById("plan-state");
  var fields = form.querySelectorAll("textarea");

  function read() {
    try { return JSON.parse(localStorage.getItem(KEY)) || {}; } catch (e) { return {}; }
  }
  function grow(field) {
    field.style.blockSize = "auto";
    field.style.blockSize = field.scrollHeight + 4 + "px";
  }
  function keep() {
    var told = {};
    fields.forEach(function (field) { if (field.value) { told[field.name] = field.value; } });
    try {
      localStorage.setItem(KEY, JSON.stringify(told));
      state.textContent = form.dataset.kept;
    } catch (e) { state.textContent = ""; }
  }

  var told = read();
  fields.forEach(function (field) {
    if (typeof told[field.name] === "string") { field.value = told[field.name]; }
    grow(field);
    field.addEventListener("input", function () { grow(field); keep(); });
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  document.getElementById("plan-buttons").hidden = false;
  document.getElementById("plan-print").addEventListener("click", function () { window.print(); });
  document.getElementById("plan-erase").addEventListener("click", function () {
    try { localStorage.removeItem(KEY); } catch (e) { /* nothing was kept */ }
    fields.forEach(function (field) { field.value = ""; grow(field); });
    state.textContent = "";
  });
})();

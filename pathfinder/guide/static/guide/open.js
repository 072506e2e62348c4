// Answers come in the fragment of the address, which a browser keeps to itself. They go into the form, and the form is
// sent; the address is cleaned first, so that the history of a shared computer does not keep them.
"use strict";
const form = document.querySelector("[data-open-link]");
const link = form.elements.namedItem("link");
if (location.hash.startsWith("#a=") && !link.value) {
  link.value = location.hash;
  history.replaceState(null, "", location.pathname + location.search);
  form.submit();
}

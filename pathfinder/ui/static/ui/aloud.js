// Reads the page aloud with the browser's own voices. The button shows itself only where a voice speaks the page's language;
// its place is kept free, so nothing moves. Read is what can be seen in the main part, in its order and languages.
"use strict";
(() => {
  const say = window.speechSynthesis;
  const button = document.querySelector(".aloud");
  if (!say || !button) return;

  const main = document.getElementById("main");
  const QUIET = "svg,select,textarea,button,script,.hidden,.no-print,[aria-hidden=true]";
  const BLOCK = "p,li,h1,h2,h3,dt,dd,legend,summary,label,td,th,div,fieldset,main";
  const { read, stop } = button.dataset;
  const base = (tag) => tag.split(/[-_]/)[0].toLowerCase();
  const voiceOf = (tag) => say.getVoices().find((voice) => base(voice.lang) === base(tag));

  // Words of one block in one language are one breath.
  function pieces() {
    const found = [];
    const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    let block;
    for (let text; (text = walk.nextNode()); ) {
      const at = text.parentElement;
      if (!text.data.trim() || at.closest(QUIET) || !at.getClientRects().length) continue;
      const { lang } = at.closest("[lang]");
      const last = found[found.length - 1];
      const here = at.closest(BLOCK);
      if (last && here === block && last.lang === lang) last.words += text.data;
      else found.push({ lang, words: text.data });
      block = here;
    }
    return found;
  }

  function show(isReading) {
    button.classList.toggle("on", isReading);
    button.title = isReading ? stop : read;
    button.setAttribute("aria-label", button.title);
  }

  function silence() {
    say.cancel();
    show(false);
  }

  button.onclick = () => {
    const begins = !button.classList.contains("on");
    silence();
    if (!begins) return;
    show(true);
    const all = pieces();
    all.forEach(({ lang, words }, number) => {
      const piece = new SpeechSynthesisUtterance(words.replace(/\s+/g, " ").trim());
      piece.lang = lang;
      piece.voice = voiceOf(lang) || null;
      if (number === all.length - 1) piece.onend = silence;
      say.speak(piece);
    });
  };

  const offer = () => (button.hidden = !voiceOf(document.documentElement.lang)); // voices may come late
  show(false);
  offer();
  say.onvoiceschanged = offer;
  addEventListener("pagehide", silence);
})();

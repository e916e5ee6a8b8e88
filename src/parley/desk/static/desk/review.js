// Keys of the review queue, and corrections by selecting words. The buttons work without it.
"use strict";

(() => {
  const help = document.getElementById("keys");
  const context = document.getElementById("context");
  const correct = document.getElementById("correct");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (help && help.open)) return;
    if (event.target.closest("textarea, select, input")) return;
    if (event.key === " " && event.target.closest("button, a, summary")) return; // it presses what has the focus
    if (event.key === "?" && help) { help.showModal(); event.preventDefault(); return; }
    const button = [...document.querySelectorAll("button[data-key]")].find((each) => each.dataset.key === event.key);
    if (!button) return;
    event.preventDefault();
    if (!event.repeat) button.click();
  });

  // Where the selection stands in the story, in characters as Python counts them (code points).
  function select() {
    const chosen = document.getSelection();
    if (!context || !correct || !chosen.rangeCount || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    if (!context.contains(range.startContainer) || !context.contains(range.endContainer)) return;
    const words = range.toString();
    const lead = words.length - words.trimStart().length;
    const before = document.createRange();
    before.setStart(context, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const offset = [...before.toString()].length + [...words.slice(0, lead)].length;
    correct.elements.words.value = words.trim();
    correct.elements.start.value = String(Number(context.dataset.start) + offset);
  }

  document.addEventListener("selectionchange", select);
  if (correct) {
    // Words that were typed have no place of their own; the desk looks for them in the sentence.
    correct.elements.words.addEventListener("input", () => { correct.elements.start.value = ""; });
  }

  for (const button of document.querySelectorAll("[data-help]")) {
    button.hidden = false;
    button.addEventListener("click", () => help.showModal());
  }
})();

// Keys on a story: n and p go from item to item, ? shows the keys. Everything is a link without them.
"use strict";

(() => {
  const help = document.getElementById("keys");

  function go(step) {
    const marks = [...document.querySelectorAll(".mark.first")];
    if (!marks.length) return;
    const here = marks.indexOf(document.activeElement);
    const next = here < 0 ? (step > 0 ? 0 : marks.length - 1) : (here + step + marks.length) % marks.length;
    marks[next].focus();
    marks[next].scrollIntoView({ block: "nearest" });
    marks[next].click();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (help && help.open)) return;
    if (event.target.closest("textarea, select, input:not([type=checkbox])")) return;
    if (event.key === "n") go(1);
    else if (event.key === "p") go(-1);
    else if (event.key === "?" && help) help.showModal();
    else return;
    event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const mark = event.target.closest(".mark");
    for (const each of document.querySelectorAll(".mark[aria-current]")) each.removeAttribute("aria-current");
    if (mark) mark.setAttribute("aria-current", "true");
  });

  for (const button of document.querySelectorAll("[data-help]")) {
    button.hidden = false;
    button.addEventListener("click", () => help.showModal());
  }
})();

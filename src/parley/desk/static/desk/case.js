// Keys of the case's table: arrows move between numbers, Escape leaves a form or closes the drawer, ? shows them all.
"use strict";

const grid = () => [...document.querySelectorAll("table.case-table tbody tr")]
  .map((row) => [...row.querySelectorAll("a.number")]).filter((row) => row.length);

const move = (from, key) => {
  const rows = grid();
  const at = rows.findIndex((row) => row.includes(from));
  if (at < 0) return null;
  const across = rows[at].indexOf(from);
  if (key === "ArrowLeft") return rows[at][across - 1];
  if (key === "ArrowRight") return rows[at][across + 1];
  const next = rows[at + (key === "ArrowDown" ? 1 : -1)];
  return next ? next[Math.min(across, next.length - 1)] : null;
};

const closeDrawer = () => {
  const drawer = document.getElementById("drawer");
  if (drawer) drawer.replaceChildren();
};

const help = document.getElementById("keys");

for (const button of document.querySelectorAll("[data-help]")) {
  button.hidden = false;
  button.addEventListener("click", () => help.showModal());
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || (help && help.open)) return;
  if (event.target.closest("textarea, select, input")) return;
  const first = event.key === "t" ? document.querySelector("table.case-table a.number") : null;
  if (event.key === "?" && help) help.showModal();
  else if (first) first.focus();
  else return;
  event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (help && help.open) return;
  if (event.key === "Escape") {
    const form = event.target.closest("form.in-cell");
    const leave = form ? form.querySelector("[data-leave]") : null;
    if (leave) { event.preventDefault(); leave.click(); }
    closeDrawer();
    return;
  }
  if (!event.key.startsWith("Arrow") || !event.target.matches("a.number") || event.altKey || event.ctrlKey || event.metaKey) return;
  const next = move(event.target, event.key);
  if (next) { event.preventDefault(); next.focus(); }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close-drawer]")) closeDrawer();
});

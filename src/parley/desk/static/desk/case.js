// Keys of the case's table: arrows move between numbers, Escape leaves a form or closes the drawer.
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

document.addEventListener("keydown", (event) => {
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

// Small conveniences of every page. Pages work without them.
"use strict";

// A form that changes something is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
});

// Coming back to a page kept by the browser, its forms may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// htmx sends its own request; the form stays on the page and may be sent again.
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest ? event.target.closest("form") : null;
  if (form) delete form.dataset.sent;
});

// A form sent back with what was wrong with it (400), or with what somebody else changed meanwhile (409), is shown in its
// place. A whole page where a part was asked for (the log-in page, once a session has ended) is gone to instead.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, target } = event.detail;
  const isWhole = /^\s*<!doctype/i.test(xhr.responseText);
  if (isWhole && xhr.status === 200 && target !== document.body) {
    event.detail.shouldSwap = false;
    location.assign(xhr.responseURL);
  } else if (!isWhole && (xhr.status === 400 || xhr.status === 409)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

// After htmx has put earlier posts below the feed: say so, and move the focus to the first of them.
const status = document.querySelector("[data-feed-status]");
let lastBefore = null;

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.target.matches("[data-earlier]")) lastBefore = event.target.previousElementSibling;
});

document.addEventListener("htmx:afterSettle", () => {
  const first = lastBefore?.nextElementSibling;
  lastBefore = null;
  if (!first) return;
  first.querySelector("a:not([aria-hidden])")?.focus({ preventScroll: true });
  status.textContent = status.dataset.feedStatus;
});

// Shows what everybody will read while a moderator ticks what is masked. A tick carries data-mask-row (the id of its
// mask's field); what it stands for carries data-mask-find in the original, data-mask-shown in the public words.
for (const tick of document.querySelectorAll("[data-mask-row]")) {
  const mask = document.getElementById(tick.dataset.maskRow);
  const id = CSS.escape(tick.id);

  const show = () => {
    for (const find of document.querySelectorAll(`[data-mask-find="${id}"]`)) {
      find.classList.toggle("masked-words__find--masked", tick.checked);
    }
    for (const shown of document.querySelectorAll(`[data-mask-shown="${id}"]`)) {
      shown.classList.toggle("masked-words__shown--masked", tick.checked);
      shown.textContent = tick.checked ? mask.value || "***" : shown.dataset.words;
    }
  };

  tick.addEventListener("change", show);
  mask.addEventListener("input", show);
  // A browser that comes back to the page fills the fields in again.
  show();
}

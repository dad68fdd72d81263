// Counts what is ticked and ticks all. The ticks belong to the form, wherever they stand on the page.
export function watchTicks(form) {
  const ticks = [...document.querySelectorAll("[data-tick]")];
  const line = form.querySelector("[data-ticked]");
  const all = form.querySelector("[data-tick-all]");
  const words = line.textContent;

  function count() {
    const ticked = ticks.filter((tick) => tick.checked).length;
    line.textContent = ticked ? `${words} (${ticked})` : words;
  }

  all.hidden = !ticks.length;
  all.addEventListener("click", () => {
    const isWanted = !ticks.every((tick) => tick.checked);
    for (const tick of ticks) tick.checked = isWanted;
    count();
  });
  for (const tick of ticks) tick.addEventListener("change", count);
  count();
}

// Shows which review steps the chosen unit and category mean.
export function watchSteps(form) {
  const place = form.querySelector("[data-review-steps]");
  const unit = form.querySelector("[data-unit]");
  let newest = 0;

  async function update() {
    const category = form.querySelector("[name=category]:checked");
    if (!category) return;
    const turn = ++newest;
    const query = new URLSearchParams({ unit: unit.value, category: category.value });
    try {
      const answer = await fetch(`${form.dataset.steps}?${query}`, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      const html = await answer.text();
      if (answer.ok && turn === newest) place.innerHTML = html;
    } catch {
      place.textContent = "";
    }
  }

  form.addEventListener("change", (event) => {
    if (event.target === unit || event.target.name === "category") update();
  });
  update();
}

// Repeats what is typed into a field where the page shows what will come of it.
for (const place of document.querySelectorAll("[data-echo-of]")) {
  const field = document.getElementById(place.dataset.echoOf);
  field?.addEventListener("input", () => {
    place.textContent = field.value.trim() || "…";
  });
}

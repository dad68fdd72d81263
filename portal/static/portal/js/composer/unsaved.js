// Lets nobody walk away from words that are not saved: the browser asks first.
export function watchUnsaved(form) {
  const text = form.querySelector("[data-text]");
  const cameBack = form.querySelector("[data-errors]") !== null;

  window.addEventListener("beforeunload", (event) => {
    const isUnsaved = text.value.trim() && (cameBack || text.value !== text.defaultValue);
    if (isUnsaved && !form.dataset.sent) event.preventDefault();
  });
}

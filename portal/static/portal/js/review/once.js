// A second tap sends nothing: the server would understand it, but the first answer is the one to be seen.
export function sendOnce(form) {
  form.addEventListener("submit", (event) => {
    if (form.ariaBusy === "true") event.preventDefault();
    form.ariaBusy = "true";
  });
  // The page may come back from the browser's memory, where it stands as it was left.
  window.addEventListener("pageshow", () => (form.ariaBusy = "false"));
}

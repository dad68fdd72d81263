// Sends a form once, and never before its files have arrived or while the network is gone.
export function watchSending(form, files) {
  const notice = form.querySelector("[data-notice]");

  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input:not([type=submit])")) event.preventDefault();
  });

  form.addEventListener("submit", (event) => {
    if (form.dataset.sent || files.areWaiting() || !navigator.onLine) {
      event.preventDefault();
      if (!navigator.onLine) notice.textContent = form.dataset.network;
      else files.showWaiting();
      return;
    }
    form.dataset.sent = "yes";
    form.classList.add("composer--sending");
  });

  // A page that comes back out of the browser's memory may be sent again.
  window.addEventListener("pageshow", () => {
    delete form.dataset.sent;
    form.classList.remove("composer--sending");
  });
}

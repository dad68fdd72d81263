// Sends a form once, and never before its files have arrived, while the network is gone or the writer signed out.
import { OFFLINE, SIGNED_OUT, askSession, sayWhether } from "./session.js";

export function watchSending(form, files) {
  const notice = form.querySelector("[data-notice]");

  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input:not([type=submit])")) event.preventDefault();
  });

  let isAsking = false;
  let isAsked = false;

  form.addEventListener("submit", (event) => {
    if (isAsked) {
      isAsked = false;
      form.dataset.sent = "yes";
      form.classList.add("composer--sending");
      return;
    }
    event.preventDefault();
    if (files.areWaiting()) files.showWaiting();
    else if (!form.dataset.sent && !isAsking) ask(event.submitter);
  });

  async function ask(button) {
    isAsking = true;
    const session = await askSession(form);
    isAsking = false;
    notice.textContent = session === OFFLINE ? form.dataset.network : "";
    sayWhether(form, session === SIGNED_OUT);
    if (session === OFFLINE || session === SIGNED_OUT) return;
    isAsked = true;
    form.requestSubmit(button);
  }

  // A page that comes back out of the browser's memory may be sent again.
  window.addEventListener("pageshow", () => {
    delete form.dataset.sent;
    form.classList.remove("composer--sending");
  });
}

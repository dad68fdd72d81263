// Sends a form without leaving the page. What the server refuses and a network that fails are said beside the form,
// where everything typed still stands. Takes [data-in-place] (what to say when it went) and the page's [data-says].
import { renewForm } from "./renew_form.js";

const says = document.querySelector("[data-says]");
const sending = new WeakSet();
// Who corrects and sends again at once waits for what a refused form is given anew.
const renewing = new WeakMap();

export async function sendInPlace(event, refresh) {
  const form = event.target;
  const button = event.submitter;
  event.preventDefault();
  if (sending.has(form)) return;
  sending.add(form);
  complaintOf(form).textContent = "";
  try {
    await renewing.get(form);
    // The property would be a button of that name.
    const answer = await fetch(form.getAttribute("action"), {
      method: "post",
      body: new FormData(form, button),
      headers: { "X-Requested-With": "XMLHttpRequest" },
    });
    // What is sent in its place is answered there: only a door leads elsewhere.
    if (answer.redirected) return complain(form, says.dataset.signedOut);
    if (!answer.ok) {
      complain(form, await refusal(answer));
      renewing.set(form, renewForm(form, complaintOf(form)).catch(() => {}));
      return;
    }
    form.dispatchEvent(new CustomEvent("accepted", { bubbles: true }));
    await refresh();
    says.textContent = form.dataset.inPlace;
  } catch {
    complain(form, says.dataset.offline);
  } finally {
    sending.delete(form);
  }
}

// A refusal is a sentence in plain text; anything else is no sentence for people. Forbidden without words is a form
// older than the last sign-in: it is not sent again by itself, since somebody else may have signed in.
async function refusal(answer) {
  if (answer.headers.get("Content-Type")?.startsWith("text/plain")) return answer.text();
  return answer.status === 403 ? says.dataset.signedInAgain : says.dataset.failed;
}

function complain(form, words) {
  complaintOf(form).textContent = words;
  says.textContent = words;
}

function complaintOf(form) {
  const place = form.querySelector("[data-complaint]") ?? form.appendChild(document.createElement("p"));
  place.className = "complaint";
  place.dataset.complaint = "";
  return place;
}

// Sends a form without leaving the page. What the server refuses and a network that fails are said beside the form,
// where everything typed still stands. Takes [data-in-place] (what to say when it went) and the page's [data-says].
const says = document.querySelector("[data-says]");
const sending = new WeakSet();

export async function sendInPlace(event, refresh) {
  const form = event.target;
  const button = event.submitter;
  event.preventDefault();
  if (sending.has(form)) return;
  sending.add(form);
  complaintOf(form).textContent = "";
  try {
    // The property would be a button of that name.
    const answer = await fetch(form.getAttribute("action"), {
      method: "post",
      body: new FormData(form, button),
      headers: { "X-Requested-With": "XMLHttpRequest" },
    });
    if (!answer.ok) return complain(form, await refusal(answer));
    form.dispatchEvent(new CustomEvent("accepted", { bubbles: true }));
    await refresh();
    say(form.dataset.inPlace);
  } catch {
    complain(form, says.dataset.offline);
  } finally {
    sending.delete(form);
  }
}

// A refusal is a sentence in plain text; anything else is no sentence for people.
async function refusal(answer) {
  const isWords = answer.headers.get("Content-Type")?.startsWith("text/plain");
  return isWords ? answer.text() : says.dataset.failed;
}

function say(words) {
  says.textContent = words;
}

function complain(form, words) {
  complaintOf(form).textContent = words;
  say(words);
}

function complaintOf(form) {
  return form.querySelector("[data-complaint]") ?? form.appendChild(newComplaint());
}

function newComplaint() {
  const place = document.createElement("p");
  place.className = "complaint";
  place.dataset.complaint = "";
  return place;
}

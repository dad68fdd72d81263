// Shows what was answered already while a question is typed. A form carries data-similar (where to ask), data-similar-into
// (the id of the place to show it in); that place carries data-found, the words that say so to who cannot see it.
// What is typed travels in the body of a request, never in an address.
const PAUSE = 600;
const LEAST = 4;

for (const form of document.querySelectorAll("form[data-similar]")) {
  const place = document.getElementById(form.dataset.similarInto);
  const status = document.querySelector("[data-similar-status]");
  let timer;
  let asked = "";
  let latest;

  async function look() {
    const { subject, text } = form.elements;
    const typed = `${subject?.value ?? ""} ${text?.value ?? ""}`.trim();
    if (typed.length < LEAST || typed === asked) return;
    asked = typed;
    latest?.abort();
    latest = new AbortController();
    const body = new FormData();
    body.set("subject", subject?.value ?? "");
    body.set("text", text?.value ?? "");
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    try {
      const answer = await fetch(form.dataset.similar, { method: "POST", body, signal: latest.signal });
      if (!answer.ok) return;
      const before = place.querySelectorAll("li").length;
      place.innerHTML = await answer.text();
      const found = place.querySelectorAll("li").length;
      if (status && found !== before) status.textContent = found ? place.dataset.found.replace("{count}", found) : "";
    } catch {
      // It is a help: without an answer the form works as it did.
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
}

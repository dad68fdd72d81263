// Sends the text a moment after the last key, and shows the answer. A network that is gone says nothing.
const PAUSE = 700;

export function watchText(place, text) {
  const shown = place.querySelector("[data-speech-shown]");
  const said = place.querySelector("[data-speech-said]");
  const answers = place.querySelector("[data-speech-answers]");
  let timer;
  let request;

  async function check() {
    clearTimeout(timer);
    request?.abort();
    request = new AbortController();
    if (!text.value.trim()) return show("");
    const body = new FormData();
    body.append("text", text.value);
    body.append("page", place.dataset.speechPage);
    body.append(answers.name, answers.value);
    const headers = { "X-CSRFToken": answers.form.elements.csrfmiddlewaretoken.value, "X-Requested-With": "XMLHttpRequest" };
    try {
      const answer = await fetch(place.dataset.speechCheck, { method: "POST", body, headers, signal: request.signal });
      const html = await answer.text();
      show(answer.ok && !answer.redirected ? html.trim() : "");
    } catch (error) {
      if (error.name !== "AbortError") show("");
    }
  }

  let last = "";
  function show(html) {
    // Nobody loses a reason that is being typed.
    if (html === last || shown.contains(document.activeElement)) return;
    last = html;
    const wasOpen = shown.querySelector("[data-speech-hints]")?.open;
    shown.innerHTML = html;
    const details = shown.querySelector("[data-speech-hints]");
    if (details && wasOpen) details.open = true;
    const verdict = shown.querySelector("[data-speech-verdict]")?.textContent ?? "";
    if (said.textContent !== verdict) said.textContent = verdict;
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(check, PAUSE);
  }

  text.addEventListener("input", (event) => event.isComposing || later());
  text.addEventListener("compositionend", later);
  shown.addEventListener("focusout", later);
  check();
  return check;
}

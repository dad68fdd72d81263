// Keeps which hints were dismissed and why in a field of the form, which saves them with the text.
export function keepAnswers(place, check) {
  const field = place.querySelector("[data-speech-answers]");
  const lack = place.querySelector("[data-speech-lack]");

  function read() {
    try {
      return JSON.parse(field.value);
    } catch {
      return [];
    }
  }

  function write(answers) {
    field.value = JSON.stringify(answers);
    field.dispatchEvent(new Event("change", { bubbles: true }));
    // The list is drawn anew: the focus goes to its one line, which stays.
    document.activeElement.blur();
    check().then(() => place.querySelector("[data-speech-hints] > summary")?.focus());
  }

  function dismiss(hint) {
    const input = hint.querySelector("[data-speech-reason]");
    const reason = input.value.trim();
    lack.textContent = reason ? "" : lack.dataset.speechLack;
    if (!reason) return input.focus();
    write([...others(hint), { rule: hint.dataset.rule, words: hint.dataset.words, reason }]);
  }

  function others({ dataset }) {
    return read().filter(({ rule, words }) => rule !== dataset.rule || words !== dataset.words);
  }

  place.addEventListener("click", (event) => {
    const hint = event.target.closest("[data-speech-hint]");
    if (event.target.closest("[data-speech-dismiss]")) dismiss(hint);
    else if (event.target.closest("[data-speech-restore]")) write(others(hint));
  });
  place.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("[data-speech-reason]") || event.isComposing) return;
    event.preventDefault();
    dismiss(event.target.closest("[data-speech-hint]"));
  });
}

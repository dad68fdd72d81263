// Puts plainer words into the text, where the browser's own undo finds them, and offers the way back.
export function watchReplacing(place, text) {
  const undo = place.querySelector("[data-speech-undo]");
  const done = undo.querySelector("[data-speech-done]");
  const lack = place.querySelector("[data-speech-lack]");
  let last;
  let isOurs = false;

  function replace(words, at, other) {
    const start = nearest(text.value, words, at);
    lack.textContent = start < 0 ? lack.dataset.speechGone : "";
    if (start < 0) return null;
    isOurs = true;
    text.focus();
    text.setSelectionRange(start, start + words.length);
    if (!document.execCommand("insertText", false, other)) {
      text.setRangeText(other);
      text.dispatchEvent(new Event("input", { bubbles: true }));
    }
    text.setSelectionRange(start, start + other.length);
    isOurs = false;
    return start;
  }

  place.addEventListener("click", (event) => {
    const hint = event.target.closest("[data-speech-take]")?.closest("[data-speech-hint]");
    if (!hint) return;
    const { words, suggestion, start } = hint.dataset;
    const at = replace(words, Number(start), suggestion);
    last = { words, suggestion, at };
    undo.hidden = at === null;
    done.textContent = `${done.dataset.speechDone}${suggestion}`;
  });

  undo.querySelector("button").addEventListener("click", () => {
    replace(last.suggestion, last.at, last.words);
    undo.hidden = true;
  });

  text.addEventListener("input", () => {
    if (!isOurs) undo.hidden = true;
  });
}

// The words may have moved since they were checked, and may stand there twice.
function nearest(text, words, at) {
  let best = -1;
  for (let found = text.indexOf(words); found >= 0; found = text.indexOf(words, found + 1)) {
    if (best < 0 || Math.abs(found - at) < Math.abs(best - at)) best = found;
  }
  return best;
}

// Keeps what is typed, and offers it again after a sign-out, a crash or a wrong click.
import { forgetSaved, keptWords } from "./kept_words.js";

const NAMES = ["unit", "text", "category", "location", "dismissed_hints"];

export function keepTyped(form) {
  const kept = keptWords(form);
  const text = form.querySelector("[data-text]");
  const offer = form.querySelector("[data-kept]");
  const cameBack = form.querySelector("[data-errors]") !== null;
  const typed = () => Object.fromEntries(NAMES.map((name) => [name, new FormData(form).get(name) ?? ""]));
  const isUnsaved = () => text.value.trim() && (cameBack || text.value !== text.defaultValue);
  let offered = null;

  function show() {
    offered = kept.newest();
    const words = offered && kept.read(offered).text;
    offer.hidden = !words || words === text.value;
    offer.querySelector("[data-kept-words]").textContent = words;
  }

  function take() {
    const words = kept.read(offered);
    // What stands in the form changes places with what comes back, so neither is lost.
    if (isUnsaved()) kept.write(offered, { ...typed(), at: Date.now() });
    else kept.drop(offered);
    fill(form, words);
    show();
    text.focus();
  }

  function keep() {
    if (isUnsaved()) kept.keep(typed());
    else kept.drop(kept.own);
  }

  forgetSaved();
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  offer.querySelector("[data-kept-take]").addEventListener("click", take);
  offer.querySelector("[data-kept-drop]").addEventListener("click", () => {
    kept.drop(offered);
    show();
    text.focus();
  });
  show();
}

function fill(form, words) {
  for (const field of form.querySelectorAll(NAMES.map((name) => `[name=${name}]`).join())) {
    const word = words[field.name] ?? "";
    if (field.type === "radio") field.checked = field.value === word;
    else if (!field.options || [...field.options].some((option) => option.value === word)) field.value = word;
    if (field.type !== "radio" || field.checked) field.dispatchEvent(new Event("input", { bubbles: true }));
    if (field.checked) field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

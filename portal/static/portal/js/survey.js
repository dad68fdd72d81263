// A survey's form: asks a question only when the one that it depends on was answered so, and keeps what was chosen in
// this tab until it was sent. Without scripts every question shows, with the words that say whom it is for.
const PREFIX = "survey ";
const OURS = ["csrfmiddlewaretoken", "device", "version", "human"];
const form = document.querySelector("[data-survey]");

function store(act) {
  try {
    return act(sessionStorage);
  } catch {
    return null; // A browser that keeps nothing.
  }
}

function isChosen(name, value) {
  return [...form.elements].some(
    (one) => one.name === name && one.value === value && one.checked && !one.closest("[hidden]"),
  );
}

// In the order of the page: a question depends on one above it.
function showAsked() {
  for (const question of form.querySelectorAll("[data-only-if]")) {
    question.hidden = !isChosen(question.dataset.onlyIf, question.dataset.onlyValue);
    question.querySelector("[data-only-words]").hidden = true;
  }
}

function keep() {
  const given = [...new FormData(form)].filter(([name, value]) => value && !OURS.includes(name));
  store((kept) => kept.setItem(PREFIX + form.dataset.survey, JSON.stringify(given)));
}

function bringBack() {
  const given = JSON.parse(store((kept) => kept.getItem(PREFIX + form.dataset.survey)) ?? "[]");
  for (const [name, value] of given) {
    for (const one of form.elements) {
      if (one.name !== name) continue;
      if (one.type !== "radio" && one.type !== "checkbox") one.value = value;
      else if (one.value === value) one.checked = true;
    }
  }
}

if (form) {
  // What the server sends back is what was typed last.
  if (!("cameBack" in form.dataset)) bringBack();
  showAsked();
  document.querySelector("[data-survey-keeps]").hidden = !store((kept) => kept);
  form.addEventListener("input", () => {
    showAsked();
    keep();
  });
}
const sent = document.querySelector("[data-survey-sent]");
if (sent && store((kept) => kept.getItem(PREFIX + sent.dataset.surveySent))) {
  store((kept) => kept.removeItem(PREFIX + sent.dataset.surveySent));
  sent.querySelector("[data-survey-dropped]").hidden = false;
}

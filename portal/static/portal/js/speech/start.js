// Shows beside a text field how plainly it speaks, while somebody writes. Without this, nothing is shown.
import { keepAnswers } from "./answers.js";
import { watchReplacing } from "./replacing.js";
import { watchText } from "./watching.js";

for (const place of document.querySelectorAll("[data-speech]")) {
  const text = document.querySelector(place.dataset.speech);
  if (!text) continue;
  const check = watchText(place, text);
  watchReplacing(place, text);
  keepAnswers(place, check);
}

// Puts the words of a template where the cursor stands in the answer. Without this they can be read and copied.
const answer = document.querySelector("[data-answer-text]");

function insert(words) {
  answer.setRangeText(words, answer.selectionStart, answer.selectionEnd, "end");
  answer.dispatchEvent(new Event("input", { bubbles: true }));
  answer.focus();
}

if (answer) {
  for (const button of document.querySelectorAll("[data-reply-template]")) {
    const words = button.closest("li").querySelector("[data-template-text]").innerText;
    button.hidden = false;
    button.addEventListener("click", () => insert(words));
  }
}

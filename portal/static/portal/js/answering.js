// Answers a comment with the form that stands below the page already, instead of on a page of its own.
const form = () => document.querySelector("form.comment-form[data-in-place]");

function answer(link, target) {
  const line = target.querySelector("[data-answering]");
  target.dataset.plainAction ??= target.getAttribute("action");
  target.setAttribute("action", link.getAttribute("href"));
  line.querySelector("[data-answering-words]").textContent = link.dataset.answer;
  line.hidden = false;
  target.elements.text.focus();
}

function answerNobody(target) {
  target.setAttribute("action", target.dataset.plainAction);
  target.querySelector("[data-answering]").hidden = true;
  target.elements.text.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-answer]");
  const target = form();
  if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link) {
    event.preventDefault();
    answer(link, target);
  } else if (event.target.closest("[data-answer-nobody]")) {
    answerNobody(target);
  }
});

// What stands among the comments already is not shown a second time.
document.addEventListener("personal-shown", ({ target }) => {
  for (const own of target.querySelectorAll("[data-own]")) {
    if (document.getElementById(`comment-${own.dataset.own}`)) own.remove();
  }
});

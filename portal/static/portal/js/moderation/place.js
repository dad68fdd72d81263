// After a decision the list comes back without that comment: the focus goes to the one that took its place. What is
// pressed elsewhere on the page, for all that is ticked or to take a decision back, leads to where the focus was last;
// what cannot be taken as it was typed, to its field.
const PLACE = "comments place";

export function returnToPlace(list) {
  const comments = [...list.querySelectorAll("[data-comment]")];
  const kept = sessionStorage.getItem(PLACE);
  let place = -1;

  function keep(form) {
    const goes = (comment) => "bulk" in form.dataset && comment.querySelector("[data-tick]")?.checked;
    if (place >= 0) sessionStorage.setItem(PLACE, place - comments.slice(0, place).filter(goes).length);
  }

  const notice = (event) => (place = comments.indexOf(event.target.closest("[data-comment]")));
  list.addEventListener("focusin", notice);
  list.addEventListener("submit", notice);
  document.addEventListener("submit", (event) => event.target.method === "post" && keep(event.target));

  sessionStorage.removeItem(PLACE);
  const wrong = document.querySelector(".form-errors")?.closest("form")?.querySelector("textarea");
  if (wrong) wrong.focus();
  else if (kept !== null && comments.length) comments[Math.min(Number(kept), comments.length - 1)].focus();
}

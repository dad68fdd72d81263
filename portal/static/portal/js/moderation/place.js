// After a decision the list comes back without that comment: the focus goes to the one that took its place. What is
// pressed elsewhere on the page, such as the button that takes a decision back, leads to where the focus was last.
const PLACE = "comments place";

export function returnToPlace(list) {
  const comments = [...list.querySelectorAll("[data-comment]")];
  const kept = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (kept !== null && comments.length) comments[Math.min(Number(kept), comments.length - 1)].focus();

  let last = -1;
  list.addEventListener("focusin", (event) => {
    last = comments.indexOf(event.target.closest("[data-comment]"));
  });
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    const place = comments.indexOf(event.target.closest("[data-comment]"));
    if (Math.max(place, last) >= 0) sessionStorage.setItem(PLACE, place >= 0 ? place : last);
  });
}

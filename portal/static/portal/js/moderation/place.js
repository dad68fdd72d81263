// After a decision the list comes back without that comment: the focus goes to the one that took its place.
const PLACE = "comments place";

export function returnToPlace(list) {
  const comments = [...list.querySelectorAll("[data-comment]")];
  const kept = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (kept !== null && comments.length) comments[Math.min(Number(kept), comments.length - 1)].focus();

  list.addEventListener("submit", (event) => {
    const place = comments.indexOf(event.target.closest("[data-comment]"));
    if (place >= 0) sessionStorage.setItem(PLACE, place);
  });
}

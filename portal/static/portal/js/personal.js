// Fills what is personal into a page that is the same for everyone. Nothing is asked for before somebody signs in.
import { sendInPlace } from "./send_in_place.js";
import { forgetSignedIn, isSignedIn } from "./signed_in.js";

const PLACE = "[data-personal]";
const FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea";

async function ask(place) {
  const answer = await fetch(place.dataset.personal, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  // The session has ended, here or in another tab.
  if (answer.status === 204 || answer.status === 403 || answer.redirected) return forgetSignedIn();
  return answer.ok ? answer.text() : undefined;
}

// The control that a new drawing puts in the place of the focused one: of the same name, or the nth as before.
function focusedIn(place) {
  const controls = [...place.querySelectorAll(FOCUSABLE)];
  const index = controls.indexOf(document.activeElement);
  if (index < 0) return () => {};
  const { id, name } = controls[index];
  return () => {
    const fresh = [...place.querySelectorAll(FOCUSABLE)];
    const same = fresh.find((one) => (id && one.id === id) || (name && one.name === name));
    (same ?? fresh[index] ?? fresh.at(-1) ?? place).focus();
  };
}

async function show(place) {
  const words = await ask(place);
  if (words === undefined) return;
  const focus = focusedIn(place);
  place.innerHTML = words;
  place.hidden = !place.children.length;
  window.htmx?.process(place);
  focus();
  place.dispatchEvent(new CustomEvent("personal-shown", { bubbles: true }));
}

document.addEventListener("submit", (event) => {
  const place = event.target.closest(PLACE);
  if (place && event.target.matches("[data-in-place]")) sendInPlace(event, () => show(place));
});
if (isSignedIn()) {
  for (const place of document.querySelectorAll(PLACE)) show(place).catch(() => {});
}

// Adds what a signed-in person may do with this post. Nothing is asked for in a browser that has never been in the
// admin, so the page stays one and the same for all readers.
import { forget, hasBeenInside } from "./inside.js";

const place = document.querySelector("[data-post-tools]");

async function show() {
  const answer = await fetch(place.dataset.postTools, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  if (answer.status === 403 || answer.redirected) return forget();
  if (!answer.ok) return;
  place.innerHTML = await answer.text();
  place.hidden = !place.children.length;
}

if (place && hasBeenInside()) show().catch(() => {});

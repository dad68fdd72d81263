// Keeps a part of the page as the server has it: [data-live-part] is its address, data-live-version the version that
// stands here, data-live-says what is said when something new came. It does not ask while somebody works inside, and no
// more once [data-live-over] stands in it or the page is gone.
import { poll } from "./polling.js";

const PACE = { every: 12_000, spread: 6_000 };
const says = document.querySelector("[data-says]");

async function look(place) {
  if (place.contains(document.activeElement)) return false;
  const answer = await fetch(place.dataset.livePart, { headers: { "If-None-Match": place.dataset.liveVersion } });
  if (answer.status === 304) return false;
  if (answer.status === 404) return true;
  if (!answer.ok) throw new Error(answer.status);
  place.innerHTML = await answer.text();
  place.dataset.liveVersion = answer.headers.get("ETag");
  says.textContent = place.dataset.liveSays;
  place.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
  return Boolean(place.querySelector("[data-live-over]"));
}

for (const place of document.querySelectorAll("[data-live-part]")) poll(() => look(place), () => {}, PACE);

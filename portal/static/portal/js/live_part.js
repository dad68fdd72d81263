// Keeps a part of the page as the server has it: [data-live-part] is its address, data-live-version the version that
// stands here, data-live-says what is said when something new came. It asks in turns that differ from page to page,
// not while nobody looks, not while somebody works inside, and no more once [data-live-over] stands in it.
const EVERY = 12_000;
const SPREAD = 6_000;
const says = document.querySelector("[data-says]");

async function look(place) {
  if (document.hidden || place.contains(document.activeElement)) return;
  const answer = await fetch(place.dataset.livePart, { headers: { "If-None-Match": place.dataset.liveVersion } });
  if (answer.status !== 200) return;
  place.innerHTML = await answer.text();
  place.dataset.liveVersion = answer.headers.get("ETag");
  says.textContent = place.dataset.liveSays;
  place.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
}

function lookAgain(place) {
  if (place.querySelector("[data-live-over]")) return;
  setTimeout(() => look(place).catch(() => {}).then(() => lookAgain(place)), EVERY + Math.random() * SPREAD);
}

for (const place of document.querySelectorAll("[data-live-part]")) lookAgain(place);

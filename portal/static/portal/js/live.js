// Asks for what is new in a live report, and shows it when somebody wants it. Takes [data-live] (the address up to the
// change), [data-change] and [data-language].
import { hold, start } from "./live_entries.js";
import { poll } from "./polling.js";

const live = document.querySelector("[data-live]");
let change = live?.dataset.change;
let tag = "";

async function ask() {
  const answer = await fetch(`${live.dataset.live}${change}/?language=${live.dataset.language}`, {
    // Without cookies the answer is one for all, and one cache may give it to all.
    credentials: "omit",
    headers: tag ? { "If-None-Match": tag } : {},
  });
  if (answer.status === 304) return false;
  // It is public no more.
  if (answer.status === 404) return end();
  if (!answer.ok) throw new Error(answer.status);
  const words = document.createElement("template");
  words.innerHTML = await answer.text();
  const part = words.content.firstElementChild;
  const isNews = part.dataset.liveChange !== change;
  tag = isNews ? "" : answer.headers.get("ETag");
  change = part.dataset.liveChange;
  if (isNews) hold(live, part);
  return part.dataset.livePhase === "closed" && end();
}

function end() {
  live.querySelector("[data-live-ended]").hidden = false;
  return true;
}

if (live) {
  const trouble = live.querySelector("[data-live-trouble]");
  start(live);
  poll(ask, (isAway) => (trouble.hidden = !isAway), { every: 1500 });
}

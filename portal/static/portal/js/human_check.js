// Does the work that a form asks of a browser, a little at a time, and holds the form back until it is done.
import { digest, hex, wordsOf } from "./sha256.js";

const SLICE = 20;
const pause = () => new Promise((resume) => setTimeout(resume));

async function solve(challenge) {
  const { nonce, salt, cost, keyPrefix } = challenge.parameters;
  const words = [...wordsOf(salt + nonce), 0];
  const shift = 32 - 4 * keyPrefix.length;
  const wanted = parseInt(keyPrefix, 16);
  let until = performance.now() + SLICE;

  for (let counter = 0; ; counter++) {
    words[words.length - 1] = counter;
    let key = digest(words);
    for (let round = 1; round < cost; round++) key = digest(key);
    if (key[0] >>> shift === wanted) return { counter, derivedKey: hex(key) };
    if (performance.now() < until) continue;
    await pause();
    until = performance.now() + SLICE;
  }
}

async function work(place) {
  const field = place.querySelector("input");
  const status = place.querySelector("[role=status]");
  const challenge = JSON.parse(place.dataset.humanCheck);
  let isWaiting = false;

  field.form.addEventListener("submit", (event) => {
    if (field.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    isWaiting = event.submitter ?? true;
  }, true);
  place.querySelector("[data-without-script]").hidden = true;
  status.textContent = status.dataset.working;
  field.value = btoa(JSON.stringify({ challenge, solution: await solve(challenge) }));
  status.textContent = status.dataset.done;
  if (isWaiting && field.isConnected) field.form.requestSubmit(isWaiting === true ? null : isWaiting);
}

function begin(root) {
  for (const place of root.querySelectorAll("[data-human-check]")) work(place);
}

begin(document);
document.addEventListener("personal-shown", (event) => begin(event.target));

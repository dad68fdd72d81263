// Holds new entries of a live report back until somebody wants to see them: nothing moves by itself. What is corrected
// or taken back is put right at once, where it stands.
const held = new Map();
let summary = null;
let newest = 0;

const part = (live, name) => live.querySelector(`[data-live-${name}]`);
const numberOf = (entry) => Number(entry.dataset.number);

export function start(live) {
  newest = Math.max(0, ...[...live.querySelectorAll("[data-number]")].map(numberOf));
  part(live, "show").addEventListener("click", () => show(live));
}

export function hold(live, news) {
  let words = "";
  for (const entry of news.querySelectorAll("[data-live-news] > *")) {
    // A gap has no number; it stands below the entries that it came with.
    const number = numberOf(entry) || 0;
    const shown = number && live.querySelector(`[data-number="${number}"]`);
    if (!shown && (number > newest || !number)) held.set(number, entry);
    if (shown && putRight(shown, entry)) words = part(live, "says").dataset.corrected;
  }
  const fresh = news.querySelector("[data-live-summary]").innerHTML;
  summary = fresh === part(live, "summary").innerHTML ? null : fresh;
  part(live, "says").textContent = words || offer(part(live, "show"));
}

function putRight(shown, entry) {
  if (shown.innerHTML === entry.innerHTML && shown.className === entry.className) return false;
  if (shown.contains(document.activeElement)) requestAnimationFrame(() => focusOn(entry));
  shown.replaceWith(entry);
  return true;
}

function offer(button) {
  const count = [...held.keys()].filter(Boolean).length;
  const words = count === 1 ? button.dataset.one : button.dataset.many.replace("{count}", count);
  button.hidden = !held.size && summary === null;
  button.textContent = held.size ? words : button.dataset.summary;
  return button.hidden ? "" : button.textContent;
}

function show(live) {
  const entries = [...held].sort(([one], [other]) => other - one).map(([, entry]) => entry);
  newest = Math.max(newest, ...held.keys());
  held.clear();
  part(live, "entries").prepend(...entries);
  part(live, "empty")?.remove();
  if (summary !== null) part(live, "summary").innerHTML = summary;
  summary = null;
  part(live, "says").textContent = offer(part(live, "show"));
  focusOn(entries[0] ?? part(live, "summary"));
}

function focusOn(element) {
  element.tabIndex = -1;
  element.focus();
}

// The reason for a return, kept in this browser until the step is decided: it outlives a sign-out and a crash.
const PREFIX = "review ";
const WEEK = 7 * 24 * 3600 * 1000;

export function keepReason(form) {
  const name = PREFIX + form.dataset.keeps;
  const reason = form.querySelector("[data-reason]");
  const { words } = read(name);

  if (words && !reason.value) {
    reason.value = words;
    reason.dispatchEvent(new Event("input", { bubbles: true }));
    form.querySelector("[data-kept-line]").hidden = false;
    form.closest("[data-sheet]").open = true;
  }
  reason.addEventListener("input", () => {
    if (reason.value.trim()) localStorage.setItem(name, JSON.stringify({ words: reason.value, at: Date.now() }));
    else localStorage.removeItem(name);
  });
}

export function forgetDecided() {
  const step = new URLSearchParams(location.search).get("decided");
  for (const name of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
    if ((step && name.endsWith(` ${step}`)) || !(read(name).at > Date.now() - WEEK)) localStorage.removeItem(name);
  }
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? {};
  } catch {
    return {};
  }
}

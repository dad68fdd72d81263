// Keeps what is typed into <textarea data-keep="key"> in this tab until its form was accepted: a reload, a wrong click,
// a sign-in or a network that fails takes nothing away. A field with data-keep-over has words of its own, to which the
// key belongs, and what was typed over them takes their place again.
const PREFIX = "typed ";

function store(act) {
  try {
    return act(sessionStorage);
  } catch {
    return null; // A browser that keeps nothing.
  }
}

function drop(key) {
  store((kept) => kept.removeItem(PREFIX + key));
}

// The server names what it accepted (portal/core/pending.py).
function dropAccepted() {
  const key = /(?:^|; )accepted_words=([^;]+)/.exec(document.cookie)?.[1];
  if (!key) return;
  drop(decodeURIComponent(key));
  document.cookie = "accepted_words=; Max-Age=0; Path=/; SameSite=Lax";
}

function bringBack(root) {
  for (const field of root.querySelectorAll("textarea[data-keep]")) {
    const words = store((kept) => kept.getItem(PREFIX + field.dataset.keep));
    if (!words || words === field.value || (field.value && !("keepOver" in field.dataset))) continue;
    field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

document.addEventListener("input", ({ target }) => {
  if (!target.matches("textarea[data-keep]")) return;
  if (target.value.trim()) store((kept) => kept.setItem(PREFIX + target.dataset.keep, target.value));
  else drop(target.dataset.keep);
});
document.addEventListener("accepted", ({ target }) => {
  for (const field of target.querySelectorAll("textarea[data-keep]")) drop(field.dataset.keep);
});
document.addEventListener("personal-shown", ({ target }) => bringBack(target));
dropAccepted();
bringBack(document);

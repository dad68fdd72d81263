// Single keys for the queue. They work only while a comment itself has the focus, never while somebody types, and can
// be switched off.
const OFF = "comments keys off";

// The focus moves at once: whoever types on must not press the next key of the list.
function openSheet(sheet) {
  if (!sheet) return;
  sheet.open = true;
  sheet.querySelector("[data-reason]").focus({ preventScroll: true });
}

export function watchKeys(list) {
  const comments = [...list.querySelectorAll("[data-comment]")];
  const help = document.querySelector("[data-keys-help]");
  const toggle = document.querySelector("[data-keys-switch]");
  if (!comments.length || !help) return;

  const press = (comment, name) => comment.querySelector(`[data-key=${name}]`)?.click();
  const focus = (place) => comments[Math.max(0, Math.min(place, comments.length - 1))].focus();
  const acts = {
    j: (comment, place) => focus(place + 1),
    k: (comment, place) => focus(place - 1),
    a: (comment) => press(comment, "show"),
    h: (comment) => openSheet(comment.querySelector("[data-key=hide]")),
    x: (comment) => comment.querySelector("[data-tick]")?.click(),
    u: () => document.querySelector("[data-key=undo]")?.click(),
    "?": () => (help.open = !help.open),
  };

  comments[0].tabIndex = 0;
  toggle.checked = localStorage.getItem(OFF) === null;
  toggle.addEventListener("change", () => {
    if (toggle.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  });
  list.addEventListener("focusin", (event) => {
    const comment = event.target.closest("[data-comment]");
    for (const other of comments) other.tabIndex = other === comment ? 0 : -1;
  });
  list.addEventListener("keydown", (event) => {
    const place = comments.indexOf(event.target);
    const act = acts[event.key];
    if (place < 0 || !act || !toggle.checked || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act(comments[place], place);
  });
}

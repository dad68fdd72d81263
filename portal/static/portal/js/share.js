// Opens the device's own share sheet where it has one, and copies addresses. Without it, each link leads to the page with
// every other way; without leave to use the clipboard, the address is selected for the reader to copy.
const status = document.querySelector("[data-copy-status]");

async function share(link) {
  const address = new URL(link.dataset.share, location.href).href;
  try {
    await navigator.share({ title: link.dataset.shareTitle, url: address });
  } catch (error) {
    if (error.name !== "AbortError") location.assign(link.href);
  }
}

async function copy(button) {
  const field = document.getElementById(button.dataset.copy);
  field.focus();
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    status.textContent = button.dataset.copied;
  } catch {
    // No leave, or no safe connection: the old way may still work, and what is selected can be copied by hand.
    status.textContent = document.execCommand("copy") ? button.dataset.copied : button.dataset.selected;
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-share]");
  if (link && navigator.share && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    share(link);
  }
  const button = event.target.closest("[data-copy]");
  if (button) copy(button);
});

for (const place of document.querySelectorAll("[data-share-sheet]")) place.hidden = !navigator.share;

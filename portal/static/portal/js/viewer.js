// Opens the pictures of a post in a dialog: arrow keys, swipe, Esc. Each picture is a link that works without this.
// The dialog element keeps the focus inside and gives it back to the link.
function watch(dialog) {
  const part = (name) => dialog.querySelector(`[data-viewer-${name}]`);
  let links = [];
  let place = 0;

  function show(at) {
    place = Math.max(0, Math.min(at, links.length - 1));
    const words = links[place].querySelector("img").alt;
    const picture = part("picture");
    picture.src = links[place].href;
    picture.alt = words;
    part("caption").textContent = words;
    part("place").textContent = `${place + 1} / ${links.length}`;
    part("previous").hidden = place === 0;
    part("next").hidden = place === links.length - 1;
  }

  function step(by) {
    show(place + by);
    if (document.activeElement?.hidden) part("close").focus();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-pictures] a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    links = [...link.closest("[data-pictures]").querySelectorAll("a")];
    show(links.indexOf(link));
    dialog.showModal();
    part("close").focus();
  });

  part("previous").addEventListener("click", () => step(-1));
  part("next").addEventListener("click", () => step(1));
  part("close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    part("picture").removeAttribute("src");
    links[place]?.focus();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") step(-1);
    if (event.key === "ArrowRight") step(1);
  });

  let from = null;
  part("picture").addEventListener("pointerdown", (event) => (from = event));
  part("picture").addEventListener("pointerup", (event) => {
    if (!from) return;
    const across = event.clientX - from.clientX;
    if (Math.abs(across) > 40 && Math.abs(event.clientY - from.clientY) < 80) step(across > 0 ? -1 : 1);
    from = null;
  });
}

document.querySelectorAll("[data-viewer]").forEach(watch);

// Lets a list that is wider than its screen scroll by itself, and be reached by keyboard to do so. Wagtail cuts it off.
function watch(list) {
  const names = list.hasAttribute("tabindex") ? {} : { tabindex: "0", role: "region", "aria-label": document.title };
  const look = () => {
    const isWide = list.scrollWidth > list.clientWidth;
    list.toggleAttribute("data-wide", isWide);
    for (const [name, value] of Object.entries(names)) {
      if (isWide) list.setAttribute(name, value);
      else list.removeAttribute(name);
    }
  };
  new ResizeObserver(look).observe(list);
  new MutationObserver(look).observe(list, { childList: true, subtree: true });
}

for (const list of document.querySelectorAll("#listing-results, .units-screen__scroll")) watch(list);

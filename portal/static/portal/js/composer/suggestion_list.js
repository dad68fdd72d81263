// A listbox under a text field that keeps the focus: arrows move, Enter or Tab takes, Escape closes.
export function openList(form, text, take) {
  const list = form.querySelector("[data-suggestions]");
  const notice = form.querySelector("[data-notice]");
  let wanted = null;
  let current = -1;

  text.setAttribute("aria-autocomplete", "list");
  text.setAttribute("aria-controls", list.id);

  function mark(index) {
    const options = [...list.children];
    current = (index + options.length) % options.length;
    options.forEach((option, place) => option.setAttribute("aria-selected", place === current));
    text.setAttribute("aria-activedescendant", options[current].id);
    options[current].scrollIntoView({ block: "nearest" });
  }

  function close() {
    list.hidden = true;
    list.replaceChildren();
    text.removeAttribute("aria-activedescendant");
  }

  function show(items, what) {
    close();
    if (!items.length) return;
    wanted = what;
    items.forEach((item, index) => list.append(option(list, item, index)));
    list.hidden = false;
    if (!notice.textContent) notice.textContent = notice.dataset.suggested;
    mark(0);
  }

  text.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) mark(current + steps[event.key]);
    else if (["Enter", "Tab"].includes(event.key)) take(list.children[current].dataset.name, wanted);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const chosen = event.target.closest("[role=option]");
    if (chosen) take(chosen.dataset.name, wanted);
  });

  return { show, close };
}

function option(list, { name, about }, index) {
  const item = document.createElement("li");
  item.id = `${list.id}-${index}`;
  item.dataset.name = name;
  item.setAttribute("role", "option");
  const small = document.createElement("small");
  small.textContent = about;
  item.append(name, " ", small);
  return item;
}

// Narrows a list while one types. The field carries data-filter, each thing in the list data-words; a section
// without a match is hidden whole. Without scripts the field is not shown and the list is complete.
const field = document.querySelector("[data-filter]");
const status = document.querySelector("[data-filter-status]");
const nothing = document.querySelector("[data-filter-nothing]");

const fold = (text) => text.normalize("NFKC").toLowerCase().trim();

function narrow() {
  const words = fold(field.value).split(/\s+/);
  let found = 0;
  for (const item of document.querySelectorAll("[data-words]")) {
    const text = fold(item.dataset.words);
    item.hidden = !words.every((word) => text.includes(word));
    found += !item.hidden;
  }
  for (const section of document.querySelectorAll("[data-filter-section]")) {
    section.hidden = !section.querySelector("[data-words]:not([hidden])");
  }
  nothing.hidden = found > 0;
  status.textContent = status.dataset.filterStatus.replace("{count}", found);
}

field?.addEventListener("input", narrow);

// Counts characters as the server does, and says once when a post grows long.
export function watchLength(form) {
  const text = form.querySelector("[data-text]");
  const count = form.querySelector("[data-count]");
  const notice = form.querySelector("[data-notice]");
  const limit = Number(text.dataset.limit);
  const readingLimit = Number(text.dataset.readingLimit);

  function update() {
    const length = [...text.value.replace(/\s+$/, "")].length;
    const message = length > limit ? notice.dataset.tooLong : length > readingLimit ? notice.dataset.long : "";
    count.textContent = `${length} / ${limit}`;
    count.classList.toggle("composer__count--long", length > readingLimit);
    count.classList.toggle("composer__count--too-long", length > limit);
    notice.classList.toggle("composer__notice--too-long", length > limit);
    if (notice.textContent !== message) notice.textContent = message;
  }

  text.addEventListener("input", update);
  update();
}

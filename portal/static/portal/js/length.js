// Counts the characters of <textarea data-limit> as the server does, and says once when there are too many.
function update(field) {
  const place = document.getElementById(field.getAttribute("aria-describedby"));
  if (!place) return;
  const length = [...field.value.trimEnd()].length;
  const limit = Number(field.dataset.limit);
  const isLong = length > limit;
  place.textContent = `${length} / ${limit}${isLong ? ` · ${place.dataset.long}` : ""}`;
  place.classList.toggle("complaint", isLong);
  if (isLong === (field.getAttribute("aria-invalid") === "true")) return;
  field.setAttribute("aria-invalid", isLong);
  if (isLong) document.querySelector("[data-says]").textContent = place.dataset.long;
}

document.addEventListener("input", ({ target }) => {
  if (target.matches?.("textarea[data-limit]")) update(target);
});
for (const field of document.querySelectorAll("textarea[data-limit]")) if (field.value) update(field);

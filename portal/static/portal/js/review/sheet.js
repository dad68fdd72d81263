// The sheet with the reason: the field is ready to write in when it opens, and Escape closes it.
export function watchSheet(sheet) {
  const summary = sheet.querySelector("summary");

  sheet.addEventListener("toggle", () => {
    if (sheet.open) sheet.querySelector("[data-reason]").focus({ preventScroll: true });
  });
  sheet.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !sheet.open) return;
    // Wagtail's menu would take it for itself.
    event.stopPropagation();
    sheet.open = false;
    summary.focus();
  });
}

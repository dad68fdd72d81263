// A chip writes its sentence into the field, where it can be changed. Without this the server puts them together.
export function fillByChips(form) {
  const reason = form.querySelector("[data-reason]");
  const chips = [...form.querySelectorAll("input[name=quick]")];
  const sentence = (chip) => chip.parentElement.textContent.trim();

  function follow() {
    for (const chip of chips) chip.checked = reason.value.includes(sentence(chip));
  }

  for (const chip of chips) {
    chip.addEventListener("change", () => {
      const lines = reason.value.split("\n").filter((line) => line.trim());
      reason.value = chip.checked
        ? [...lines, sentence(chip)].join("\n")
        : lines.map((line) => line.replace(sentence(chip), "")).filter((line) => line.trim()).join("\n");
      reason.dispatchEvent(new Event("input", { bubbles: true }));
    });
    if (chip.checked && !reason.value.includes(sentence(chip))) chip.dispatchEvent(new Event("change"));
    // What counts is what stands in the field.
    chip.removeAttribute("name");
  }
  reason.addEventListener("input", follow);
  follow();
}

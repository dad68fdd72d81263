// Improves the composer, which is a plain form that works without this.
import { watchAttached } from "./attached.js";
import { keepTyped } from "./keeping.js";
import { watchLength } from "./length.js";
import { watchSending } from "./sending.js";
import { watchSteps } from "./steps.js";
import { suggestNames } from "./suggest.js";
import { receiveFiles } from "./files.js";
import { watchUnsaved } from "./unsaved.js";

for (const form of document.querySelectorAll("[data-composer]")) {
  form.classList.add("composer--live");
  watchLength(form);
  suggestNames(form);
  watchSteps(form);
  const attached = watchAttached(form);
  const files = receiveFiles(form, attached);
  watchSending(form, files);
  watchUnsaved(form);
  form.querySelector("[data-errors]")?.focus();
  keepTyped(form);
}

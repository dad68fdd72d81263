// Improves the review page, whose forms work without this.
import { fillByChips } from "./chips.js";
import { forgetDecided, keepReason } from "./kept_reason.js";
import { sendOnce } from "./once.js";
import { watchSheet } from "./sheet.js";

forgetDecided();
for (const form of document.querySelectorAll("[data-once]")) sendOnce(form);
for (const form of document.querySelectorAll("[data-keeps]")) {
  fillByChips(form);
  keepReason(form);
}
for (const sheet of document.querySelectorAll("[data-sheet]")) watchSheet(sheet);

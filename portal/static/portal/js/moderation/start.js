// Improves the queue of comments, whose forms work without this.
import { fillByChips } from "../review/chips.js";
import { sendOnce } from "../review/once.js";
import { watchSheet } from "../review/sheet.js";
import { watchTicks } from "./bulk.js";
import { watchKeys } from "./keys.js";
import { returnToPlace } from "./place.js";

for (const form of document.querySelectorAll("[data-once]")) sendOnce(form);
for (const part of document.querySelectorAll("[data-reasons]")) fillByChips(part);
for (const sheet of document.querySelectorAll("[data-sheet]")) watchSheet(sheet);
for (const form of document.querySelectorAll("[data-bulk]")) watchTicks(form);
for (const list of document.querySelectorAll("[data-comments]")) {
  watchKeys(list);
  returnToPlace(list);
}

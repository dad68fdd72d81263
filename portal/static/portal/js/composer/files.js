// Takes files from the chooser, the camera, the clipboard or a drop, and sends each at once with its progress.
import { sendFile } from "./send_file.js";

export function receiveFiles(form, attached) {
  const waiting = form.querySelector("[data-waiting]");
  const drop = form.querySelector("[data-drop]");

  function receive(files, kind) {
    [...files].reduce((before, file) => before.then(() => sendFile({ form, file, kind, waiting, attached })), Promise.resolve());
  }

  for (const input of form.querySelectorAll("[data-files-of]")) {
    input.addEventListener("change", () => {
      receive([...input.files], input.dataset.filesOf);
      input.value = "";
    });
  }

  form.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    drop.classList.add("composer__files--over");
  });
  form.addEventListener("dragleave", () => drop.classList.remove("composer__files--over"));
  form.addEventListener("drop", (event) => {
    drop.classList.remove("composer__files--over");
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    for (const file of event.dataTransfer.files) receive([file], kindOf(file));
  });
  form.addEventListener("paste", (event) => {
    if (!event.clipboardData.files.length) return;
    event.preventDefault();
    receive(event.clipboardData.files, "picture");
  });

  return {
    areWaiting: () => waiting.querySelector("progress") !== null,
    showWaiting: () => waiting.querySelector("progress").scrollIntoView({ block: "center" }),
  };
}

function kindOf(file) {
  return /^(video|audio)\//.test(file.type) ? "clip" : "picture";
}

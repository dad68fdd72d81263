// Takes files from the chooser, the camera, the clipboard or a drop, and sends each at once with its progress.
import { withRoom } from "./room.js";
import { sendFile } from "./send_file.js";

export function receiveFiles(form, attached) {
  const waiting = form.querySelector("[data-waiting]");
  const drop = form.querySelector("[data-drop]");

  let underWay = 0;

  async function receive(files, kind) {
    const taken = kind === "picture" ? withRoom([...files], waiting, attached.pictures() + underWay) : [...files];
    const pictures = kind === "picture" ? taken.length : 0;
    underWay += pictures;
    for (const file of taken) {
      await sendFile({ form, file, kind, waiting, attached, again: () => receive([file], kind) });
      if (pictures) underWay -= 1;
    }
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
    const files = [...event.dataTransfer.files];
    for (const kind of ["picture", "clip"]) {
      receive(
        files.filter((file) => kindOf(file) === kind),
        kind,
      );
    }
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

// Sends one file. What cannot be sent keeps a line with the reason and a button to try again.
import { SIGNED_OUT, askSession, signedOutWords } from "./session.js";

export async function sendFile({ form, file, kind, waiting, attached, again }) {
  const line = document.createElement("li");
  const name = document.createElement("bdi");
  const progress = document.createElement("progress");
  name.textContent = file.name;
  progress.max = 1;
  progress.setAttribute("aria-label", file.name);
  line.append(name, " ", progress);
  waiting.append(line);

  function offerAgain(...reason) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "composer__small" });
    button.textContent = waiting.dataset.again;
    button.onclick = () => (line.remove(), again());
    explain(line, ...reason, " ", button);
  }

  if ((await askSession(form)) === SIGNED_OUT) return offerAgain(name, " ", ...signedOutWords(form));
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.dataset.files);
    request.responseType = "json";
    request.setRequestHeader("X-CSRFToken", form.elements.csrfmiddlewaretoken.value);
    request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      progress.value = loaded / total;
    });
    request.addEventListener("load", () => {
      if (request.status === 200) {
        attached.add(request.response.html);
        line.remove();
      } else if (request.status === 403 && !request.response?.errors) {
        offerAgain(name, " ", ...signedOutWords(form));
      } else {
        explain(line, request.response?.errors?.join(" ") ?? `${file.name} ${waiting.dataset.lost}`);
      }
      done();
    });
    request.addEventListener("error", () => {
      offerAgain(`${file.name} ${waiting.dataset.lost}`);
      done();
    });
    const body = new FormData();
    body.append("file", file);
    body.append("kind", kind);
    body.append("unit", form.querySelector("[data-unit]").value);
    request.send(body);
  });
}

function explain(line, ...reason) {
  line.setAttribute("role", "alert");
  line.replaceChildren(...reason);
}

// Sends one file. What cannot be sent keeps a line with the reason and a button to try again.
export function sendFile({ form, file, kind, waiting, attached }) {
  const line = document.createElement("li");
  const name = document.createElement("bdi");
  const progress = document.createElement("progress");
  name.textContent = file.name;
  progress.max = 1;
  progress.setAttribute("aria-label", file.name);
  line.append(name, " ", progress);
  waiting.append(line);

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
      } else {
        explain(line, request.response?.errors?.join(" ") ?? `${file.name} ${waiting.dataset.lost}`);
      }
      done();
    });
    request.addEventListener("error", () => {
      explain(line, `${file.name} ${waiting.dataset.lost}`);
      const again = document.createElement("button");
      again.type = "button";
      again.className = "composer__small";
      again.textContent = waiting.dataset.again;
      again.addEventListener("click", () => {
        line.remove();
        sendFile({ form, file, kind, waiting, attached });
      });
      line.append(" ", again);
      done();
    });
    const body = new FormData();
    body.append("file", file);
    body.append("kind", kind);
    body.append("unit", form.querySelector("[data-unit]").value);
    request.send(body);
  });
}

function explain(line, reason) {
  line.setAttribute("role", "alert");
  line.textContent = reason;
}

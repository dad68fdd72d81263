// Takes as many pictures as a post has room for, and says which were left out.
export function withRoom(files, waiting, taken) {
  const room = Math.max(0, Number(waiting.dataset.pictureLimit) - taken);
  for (const line of waiting.querySelectorAll("[data-left-out-line]")) line.remove();
  if (files.length > room) sayLeftOut(files.slice(room), waiting);
  return files.slice(0, room);
}

function sayLeftOut(files, waiting) {
  const line = document.createElement("li");
  const names = new Intl.ListFormat(document.documentElement.lang || undefined).format(files.map((file) => file.name));
  line.dataset.leftOutLine = "";
  line.setAttribute("role", "alert");
  line.textContent = `${names} ${waiting.dataset.leftOut}`;
  waiting.append(line);
}

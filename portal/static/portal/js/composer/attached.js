// Lets attached files be moved and taken away; the places that the form sends follow their order on the screen.
export function watchAttached(form) {
  const list = form.querySelector("[data-list]");

  function number() {
    const rows = [...list.children];
    rows.forEach((row, index) => {
      const place = row.querySelector("[data-place]");
      if (place) place.value = index + 1;
      const [earlier, later] = row.querySelectorAll("[data-move]");
      if (earlier) earlier.disabled = index === 0;
      if (later) later.disabled = index === rows.length - 1;
    });
  }

  function move(row, button) {
    if (button.dataset.move === "-1") row.previousElementSibling?.before(row);
    else row.nextElementSibling?.after(row);
    number();
    (button.disabled ? row.querySelector("[data-move]:enabled") : button)?.focus();
  }

  function remove(row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    number();
    (next?.querySelector("[data-remove]") ?? form.querySelector("[data-files-of]")).focus();
  }

  list.addEventListener("click", (event) => {
    const row = event.target.closest("[data-attached]");
    const moving = event.target.closest("[data-move]");
    if (moving) move(row, moving);
    else if (event.target.closest("[data-remove]")) remove(row);
  });

  number();
  return {
    pictures: () => list.querySelectorAll("[data-picture]").length,
    add(html) {
      list.insertAdjacentHTML("beforeend", html);
      number();
    },
  };
}

// Gives a form that was refused what counts once or has grown old: the check against machines and the token of the
// session. Everything typed stays as it is.
export async function renewForm(form, complaint) {
  const address = form.closest("[data-personal]").dataset.personal;
  const answer = await fetch(address, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = fresh.querySelector("[name=csrfmiddlewaretoken]");
  const check = fresh.querySelector("[data-human-check]");

  if (token) form.elements.csrfmiddlewaretoken.value = token.value;
  form.querySelector("[data-human-check]")?.remove();
  if (!check) return;
  complaint.before(check);
  form.dispatchEvent(new CustomEvent("personal-shown", { bubbles: true }));
}

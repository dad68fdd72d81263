// Shows the ways of a passkey where the browser knows them, and posts what it answered.
for (const form of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential || !window.webauthnJSON) continue;
  form.hidden = false;
  form.querySelector("button").addEventListener("click", async () => {
    const problem = form.querySelector("[role=alert]");
    problem.hidden = true;
    try {
      const credential = await window.webauthnJSON[form.dataset.passkey](JSON.parse(form.dataset.options));
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch {
      problem.hidden = false;
    }
  });
}

// Asks whether the writer is still signed in, and gives the form the token that a new sign-in has made.
export const SIGNED_IN = "signed in";
export const SIGNED_OUT = "signed out";
export const OFFLINE = "offline";

export async function askSession(form) {
  let answer;
  try {
    answer = await fetch(form.dataset.session, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  } catch {
    return OFFLINE;
  }
  // What else the server may suffer from, it says itself when the form arrives.
  if (!answer.ok && answer.status !== 403) return SIGNED_IN;
  const session = await answer.json().catch(() => null);
  if (String(session?.person) !== form.dataset.person) return SIGNED_OUT;
  form.elements.csrfmiddlewaretoken.value = session.token;
  return SIGNED_IN;
}

export function sayWhether(form, isSignedOut) {
  const words = form.querySelector("[data-signed-out]");
  words.hidden = !isSignedOut;
  if (isSignedOut) words.scrollIntoView({ block: "center" });
}

export function signedOutWords(form) {
  return [...form.querySelector("[data-signed-out]").cloneNode(true).childNodes];
}

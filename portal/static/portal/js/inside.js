// Whether somebody has been in the admin with this browser. Only the browser knows; no request ever carries it.
const KEY = "has-been-inside";

export function remember() {
  try {
    localStorage.setItem(KEY, "yes");
  } catch {
    // A browser that keeps nothing shows the plain page.
  }
}

export function forget() {
  localStorage.removeItem(KEY);
}

export function hasBeenInside() {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

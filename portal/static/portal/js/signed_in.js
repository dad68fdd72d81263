// Whether somebody has signed in with this browser, as the server noted it (portal/core/signed_in_mark.py).
const MARK = "signed_in";

export const isSignedIn = () => document.cookie.split("; ").includes(`${MARK}=1`);

export function forgetSignedIn() {
  document.cookie = `${MARK}=; Max-Age=0; Path=/; SameSite=Lax`;
}

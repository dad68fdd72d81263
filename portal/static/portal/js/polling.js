// Asks again and again while somebody looks at the page; a network that is away is asked less and less often.
const AT_MOST = 30_000;

// `ask` returns (a promise of) true for the end of all asking; `tell` is given whether the network is away. `every` is
// the pause in milliseconds, and `spread` what it may be longer, so that pages opened together ask apart.
export function poll(ask, tell, { every, spread = 0 }) {
  let pause = every;
  let timer;
  let isBusy = false;

  async function round() {
    clearTimeout(timer);
    if (isBusy || document.hidden) return;
    isBusy = true;
    try {
      // At the end it stays busy for good.
      if (await ask()) return;
      pause = every;
    } catch {
      pause = Math.min(pause * 2, AT_MOST);
    }
    isBusy = false;
    const isAway = pause > every;
    tell(isAway);
    // Thousands of pages that lost the same network must not come back in the same instant.
    timer = setTimeout(round, isAway ? pause * (0.5 + Math.random() / 2) : pause + Math.random() * spread);
  }

  document.addEventListener("visibilitychange", round);
  window.addEventListener("online", round);
  round();
}

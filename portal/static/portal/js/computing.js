// While a month is computed: asks how many scorecards are there, and shows the page anew at the end.

const PAUSE = 2000;
const bar = document.querySelector("[data-computing]");

async function ask() {
  try {
    const answer = await fetch(bar.dataset.computing, { headers: { Accept: "application/json" } });
    if (answer.ok) {
      const { done, is_computing: isComputing } = await answer.json();
      bar.querySelector("progress").value = done;
      bar.querySelector("[data-computing-done]").textContent = done;
      if (!isComputing) {
        location.reload();
        return;
      }
    }
  } catch {
    // The network comes back; the bar asks again.
  }
  setTimeout(ask, PAUSE);
}

if (bar) setTimeout(ask, PAUSE);

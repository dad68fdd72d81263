// Gives a frame the height of what stands in it, so that nobody scrolls inside a box to read to the end.
// Without this script the frame keeps the height that its stylesheet gives, and scrolls.
function follow(frame) {
  const inside = frame.contentDocument?.documentElement;
  if (!inside) return;
  const grow = () => {
    const border = frame.offsetHeight - frame.clientHeight;
    frame.style.blockSize = `${Math.ceil(inside.getBoundingClientRect().height) + border}px`;
  };
  new ResizeObserver(grow).observe(inside);
}

for (const frame of document.querySelectorAll("iframe[data-grows]")) {
  frame.addEventListener("load", () => follow(frame));
  follow(frame);
}

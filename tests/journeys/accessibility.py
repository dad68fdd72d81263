"""What axe says of a page that has come to rest."""

from axe_playwright_python.sync_playwright import Axe

# With `preload`, axe would fetch every stylesheet again and write it inline, which the policy of the pages forbids.
EVERY_RULE = {"preload": False}
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    **EVERY_RULE,
}
STICKING_OUT = """() => {
  const width = document.documentElement.clientWidth;
  const parts = [...document.querySelectorAll("body *")].filter(
    (part) => part.getBoundingClientRect().right > width + 1);
  return document.documentElement.scrollWidth > width ? parts.slice(0, 5).map((part) => part.className) : [];
}"""
# Colours are told wrong while something fades. The admin shows its messages a moment after its scripts have begun. What
# moves for longer than `passing` milliseconds is no transition.
AT_REST = """async ({ passing, patience }) => {
  const until = performance.now() + patience;
  const passes = (animation) =>
    animation.playState === "running" && animation.effect.getComputedTiming().endTime <= passing;
  const stirs = () =>
    document.readyState !== "complete" ||
    document.querySelector("[data-controller~=w-init]") !== null ||
    document.getAnimations().some(passes);
  for (let still = 0; still < 2; still = stirs() ? 0 : still + 1) {
    if (performance.now() > until) throw new Error("The page does not come to rest.");
    await new Promise((done) => setTimeout(done, 50));
  }
}"""


def violations(page, *, within=None, rules=RULES):
    """Wait until nothing on a page moves; return the rules it breaks, each with where."""
    page.evaluate(AT_REST, {"passing": 3000, "patience": 60_000})
    found = Axe().run(page, context=within, options=rules).response["violations"]
    return [(one["id"], [node["target"] for node in one["nodes"]][:5]) for one in found]

"""Where the points of a small line stand, so that a template can draw it as SVG. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, EDGE = 160, 40, 4
HIGHEST = 100.0


@dataclass(frozen=True)
class Sparkline:
    """`points` as SVG writes them; `last` is the place of the newest."""

    width: int
    height: int
    points: str
    last: tuple[float, float]


def sparkline(values: Sequence[float]) -> Sparkline | None:
    """Draw values of 0 to 100 or a little more, the oldest first. Two are needed for a line."""
    if len(values) < 2:
        return None
    top = max(HIGHEST, *values)
    step = (WIDTH - 2 * EDGE) / (len(values) - 1)
    places = [
        (round(EDGE + place * step, 1), round(HEIGHT - EDGE - value / top * (HEIGHT - 2 * EDGE), 1))
        for place, value in enumerate(values)
    ]
    return Sparkline(WIDTH, HEIGHT, " ".join(f"{x},{y}" for x, y in places), places[-1])

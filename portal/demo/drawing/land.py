"""What is below: ridges, fields, terraces, ground, roads, rocks."""

from itertools import pairwise
from math import pi, sin

from portal.demo.drawing.canvas import HEIGHT, WIDTH, Canvas, Point


def skyline_of(canvas: Canvas, y: float, rise: float, rough: float = 1.0, step: int = 8) -> list[Point]:
    """Return the line of a ridge: a few waves laid over each other."""
    waves = [
        (rise * share, canvas.chance.uniform(0.7, 1.4) * turns, canvas.chance.uniform(0, 2 * pi))
        for share, turns in [(0.55, 1.1), (0.3, 2.7), (0.14 * rough, 6.3), (0.05 * rough, 15)]
    ]
    return [
        (x, y - sum(height * sin(turns * 2 * pi * x / WIDTH + phase) for height, turns, phase in waves))
        for x in range(0, WIDTH + step, step)
    ]


def ridge(
    canvas: Canvas, y: float, rise: float, code: str, depth: float = 0.0, rough: float = 1.0
) -> list[Point]:
    """Draw a hill range and return its line."""
    line = skyline_of(canvas, y, rise, rough)
    canvas.polygon([*line, (WIDTH, HEIGHT), (0, HEIGHT)], code, depth=depth)
    return line


def ranges(
    canvas: Canvas, horizon: float, count: int = 4, code: str = "#2f6d62", height: float = 230
) -> None:
    """Draw several ranges, one behind the other, the last standing on the horizon."""
    for number in range(count):
        nearness = (number + 1) / count
        ridge(
            canvas,
            horizon - height * (1 - nearness) * 0.9 - 34,
            height * 0.34 * (1.1 - nearness * 0.55),
            code,
            depth=0.82 * (1 - nearness) + 0.12,
        )


def ground(canvas: Canvas, y: float, code: str, bend: float = 0, **look) -> None:
    """Draw a plain from `y` down, bent upwards in the middle by `bend`."""
    line = [(x, y - bend * sin(pi * x / WIDTH)) for x in range(0, WIDTH + 20, 20)]
    canvas.polygon([*line, (WIDTH, HEIGHT), (0, HEIGHT)], code, **look)


def terraces(canvas: Canvas, top: float, wet: bool = False, count: int = 9) -> None:
    """Draw fields in steps that follow the hill."""
    greens = ["#8fb04e", "#a9bf58", "#7aa448", "#c2c65f"]
    phase = canvas.chance.uniform(0, 2 * pi)
    for number in range(count):
        share = number / count
        y = top + (HEIGHT - top) * share**1.25
        swing = 26 + 60 * share
        line = [
            (x, y + swing * sin(2 * pi * x / WIDTH * (1.1 + 0.3 * share) + phase + number * 0.55))
            for x in range(0, WIDTH + 10, 10)
        ]
        bank = [*line, *[(x, y + 16 + 20 * share) for x, y in reversed(line)]]
        field = "#9cc3c0" if wet and number % 2 else greens[(number + canvas.chance.randint(0, 1)) % 4]
        canvas.polygon([*line, (WIDTH, HEIGHT), (0, HEIGHT)], field, depth=0.35 * (1 - share))
        canvas.polygon(bank, "#5d7a3a", depth=0.35 * (1 - share), alpha=150)
        stalks(canvas, line, 8 + 16 * share, share)


def stalks(canvas: Canvas, line: list[Point], height: float, nearness: float) -> None:
    for x, y in line[:: max(2, round(5 - 3 * nearness))]:
        foot = y + 22 + 24 * nearness + canvas.chance.uniform(0, 10)
        canvas.line([(x, foot), (x + canvas.chance.uniform(-4, 4), foot - height)], 1.6, "#d8cf6f", alpha=150)


def road(canvas: Canvas, points: list[tuple[float, float, float]], code: str = "#8b9094") -> None:
    """Draw a road through (x, y, width) stations, far ones first, with its middle line."""
    left = [(x - width / 2, y) for x, y, width in points]
    right = [(x + width / 2, y) for x, y, width in points]
    canvas.polygon([*left, *reversed(right)], code)
    for (x0, y0, width), (x1, y1, wider) in pairwise(points):
        for start, end in [(0.1, 0.35), (0.6, 0.85)]:
            one = (x0 + (x1 - x0) * start, y0 + (y1 - y0) * start)
            two = (x0 + (x1 - x0) * end, y0 + (y1 - y0) * end)
            canvas.line([one, two], max(1.5, (width + wider) / 60), "#f6f2dd")


def curve(points: list[tuple[float, float, float]], steps: int = 12) -> list[tuple[float, float, float]]:
    """Return more stations between a road's own, rounded like a spline."""
    result = []
    padded = [points[0], *points, points[-1]]
    for p0, p1, p2, p3 in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(steps):
            t = step / steps
            result.append(
                tuple(
                    0.5
                    * (
                        2 * b
                        + (c - a) * t
                        + (2 * a - 5 * b + 4 * c - d) * t**2
                        + (3 * b - a - 3 * c + d) * t**3
                    )
                    for a, b, c, d in zip(p0, p1, p2, p3, strict=True)
                )
            )
    return [*result, points[-1]]


def rock(canvas: Canvas, x: float, y: float, size: float, code: str = "#8d8a80") -> None:
    """Draw a stone that stands on `y`."""
    outline = [(-1, 0), (-0.85, -0.45), (-0.35, -0.8), (0.25, -0.72), (0.8, -0.4), (1, 0)]
    canvas.polygon(
        [(x + a * size, y + b * size * canvas.chance.uniform(0.85, 1.1)) for a, b in outline], code
    )
    canvas.polygon(
        [(x + a * size, y + b * size) for a, b in [(-0.35, -0.75), (0.2, -0.68), (0.5, -0.3), (-0.1, -0.35)]],
        "#b5b1a5",
        alpha=120,
    )


def paving(canvas: Canvas, y: float, code: str = "#b9ad98", joints: str = "#9a8f7c") -> None:
    """Draw flagstones from `y` to the bottom, in the eye's perspective."""
    canvas.box(0, y, WIDTH, HEIGHT - y, code)
    rows = 6
    for row in range(rows):
        line = y + (HEIGHT - y) * (row / rows) ** 1.6
        canvas.line([(0, line), (WIDTH, line)], 1.5 + row * 0.4, joints, alpha=130)
    for number in range(-8, 25):
        top = 600 + (number * 75 - 600) * 0.75
        canvas.line([(top, y), (600 + (number * 75 - 600) * 1.7, HEIGHT)], 1.6, joints, alpha=90)

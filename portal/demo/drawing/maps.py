"""A sketch of the streets with a closed road and the way around it."""

from itertools import pairwise
from math import atan2, cos, sin

from portal.demo.drawing.canvas import HEIGHT, WIDTH, Canvas, Point
from portal.demo.drawing.light import colour_of


def detour(canvas: Canvas) -> None:
    """Draw blocks, the river, the closed road in red and the detour in green."""
    canvas.wash(0, HEIGHT, [colour_of("#efe9dc"), colour_of("#e7dfcd")])
    blocks(canvas)
    river = [(-40, 760), (220, 700), (480, 720), (760, 640), (980, 650), (1260, 560)]
    canvas.line([(x, y + 60) for x, y in river], 190, "#a5cfd8")
    canvas.line([(x, y + 70) for x, y in river], 120, "#8fc2cf")
    for y in (150, 330):
        street(canvas, [(-20, y), (1220, y - 30)], 30)
    for x in (170, 420, 700, 960):
        street(canvas, [(x, -20), (x + 30, 690 - (x - 170) * 0.09)], 24)
    along = [(-20, 610), (230, 560), (480, 575), (760, 500), (980, 510), (1230, 430)]
    street(canvas, along, 38)
    closed = [(250, 563), (480, 575), (750, 503)]
    canvas.line(closed, 20, "#d1442f")
    around = [(120, 585), (196, 560), (186, 330), (425, 323), (710, 315), (738, 478), (900, 502), (990, 508)]
    canvas.line(around, 18, "#0b7a5f")
    for start, end in pairwise(around[1:]):
        arrow(canvas, start, end)
    barrier(canvas, 480, 560)
    pin(canvas, 122, 560, "#0b7a5f")
    pin(canvas, 992, 484, "#0b7a5f")
    compass(canvas, 1095, 120)


def blocks(canvas: Canvas) -> None:
    for x in range(0, WIDTH, 66):
        for y in range(0, 520, 62):
            if canvas.chance.random() < 0.8:
                code = canvas.chance.choice(["#e2d6bd", "#dccfb4", "#e8dfcb", "#c9dbb6"])
                canvas.box(
                    x + canvas.chance.uniform(4, 14),
                    y + canvas.chance.uniform(4, 14),
                    canvas.chance.uniform(34, 52),
                    canvas.chance.uniform(30, 46),
                    code,
                    radius=5,
                )
    for x, y in [(80, 430), (560, 420), (850, 200), (1080, 330)]:
        for _ in range(9):
            canvas.ellipse(
                x + canvas.chance.uniform(-46, 46), y + canvas.chance.uniform(-34, 34), 15, 13, "#93b877"
            )


def street(canvas: Canvas, points: list[Point], width: float) -> None:
    canvas.line(points, width + 8, "#cdbf9f")
    canvas.line(points, width, "#ffffff")


def arrow(canvas: Canvas, start: Point, end: Point) -> None:
    angle = atan2(end[1] - start[1], end[0] - start[0])
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    canvas.polygon(
        [(x + cos(angle + turn) * 24, y + sin(angle + turn) * 24) for turn in (0, 2.4, -2.4)], "#ffffff"
    )


def barrier(canvas: Canvas, x: float, y: float) -> None:
    canvas.ellipse(x, y, 52, 52, "#ffffff")
    canvas.ellipse(x, y, 45, 45, "#d1442f")
    canvas.box(x - 29, y - 9, 58, 18, "#ffffff", radius=4)


def pin(canvas: Canvas, x: float, y: float, code: str) -> None:
    canvas.polygon([(x - 26, y - 42), (x, y + 16), (x + 26, y - 42)], code)
    canvas.ellipse(x, y - 52, 30, 30, code)
    canvas.ellipse(x, y - 52, 13, 13, "#ffffff")


def compass(canvas: Canvas, x: float, y: float) -> None:
    canvas.ellipse(x, y, 58, 58, "#ffffff", alpha=210)
    canvas.polygon([(x, y - 46), (x + 15, y), (x - 15, y)], "#d1442f")
    canvas.polygon([(x, y + 46), (x + 15, y), (x - 15, y)], "#4b5559")

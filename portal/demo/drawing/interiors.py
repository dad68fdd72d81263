"""Rooms: walls and floors, counters, shelves, tables, and what stands on them."""

from math import cos, pi, sin

from portal.demo.drawing.buildings import LAMP
from portal.demo.drawing.canvas import HEIGHT, WIDTH, Canvas
from portal.demo.drawing.plants import leaf


def room(canvas: Canvas, floor: float, wall: str = "#eee6d6", boards: str = "#c9a877") -> None:
    """Draw a wall and a floor of boards that run away from the eye."""
    canvas.box(0, 0, WIDTH, floor, wall)
    canvas.wash(0, floor, [(255, 255, 255), (0, 0, 0)], [40, 26])
    canvas.box(0, floor, WIDTH, HEIGHT - floor, boards)
    canvas.box(0, floor - 16, WIDTH, 18, "#ffffff", alpha=120)
    for number in range(-6, 19):
        canvas.line(
            [(600 + (number * 100 - 600) * 0.8, floor), (600 + (number * 100 - 600) * 1.7, HEIGHT)],
            2,
            "#8a6a45",
            alpha=80,
        )


def pane(canvas: Canvas, x: float, y: float, width: float, height: float, view: str = "#bfe0e2") -> None:
    """Draw a big window with hills outside, and the light that falls through it."""
    canvas.box(x - 12, y - 12, width + 24, height + 24, "#f8f4ea", radius=4)
    canvas.box(x, y, width, height, view)
    canvas.slice(x + width * 0.34, y + height, width * 0.34, height * 0.42, 180, 360, "#7fb08f")
    canvas.slice(x + width * 0.7, y + height, width * 0.3, height * 0.3, 180, 360, "#5f9a7b")
    canvas.box(x - 12, y + height, width + 24, HEIGHT * 0.02, "#f8f4ea")
    canvas.line([(x + width / 2, y), (x + width / 2, y + height)], 7, "#f8f4ea")
    canvas.line([(x, y + height * 0.45), (x + width, y + height * 0.45)], 7, "#f8f4ea")
    canvas.polygon(
        [(x, y + height + 40), (x + width, y + height + 40), (x + width + 210, HEIGHT), (x + 130, HEIGHT)],
        "#fff8dc",
        alpha=48,
    )


def counter(
    canvas: Canvas, x: float, y: float, width: float, height: float = 190, front: str = "#2b7d70"
) -> None:
    """Draw a counter whose top lies on `y`."""
    canvas.box(x, y, width, height, front)
    canvas.box(x, y, width, height * 0.12, "#000000", alpha=26)
    canvas.box(x - 14, y - 20, width + 28, 26, "#f0e4cd", radius=6)
    for number in range(1, round(width / 170)):
        canvas.line([(x + number * 170, y + 30), (x + number * 170, y + height - 14)], 3, "#ffffff", alpha=60)


def screen(canvas: Canvas, x: float, y: float, width: float = 84, height: float = 62) -> None:
    """Draw a computer screen from behind, standing on `y`."""
    canvas.box(x - 8, y - 18, 16, 18, "#8b9092")
    canvas.box(x - 28, y - 5, 56, 6, "#8b9092", radius=3)
    canvas.box(x - width / 2, y - 16 - height, width, height, "#4c5558", radius=6)
    canvas.box(x - width / 2 + 5, y - 11 - height, width - 10, height - 10, "#5b6669", radius=3)


def signboard(canvas: Canvas, x: float, y: float, width: float, code: str = "#124d43", bars: int = 3) -> None:
    """Draw a hanging sign with bars where the words would be."""
    canvas.line([(x + 24, y - 40), (x + 24, y)], 3, "#8b8f90")
    canvas.line([(x + width - 24, y - 40), (x + width - 24, y)], 3, "#8b8f90")
    canvas.box(x, y, width, 60, code, radius=8)
    for number in range(bars):
        canvas.box(
            x + width * (0.14 + 0.72 * number / bars),
            y + 22,
            width * 0.56 / bars,
            16,
            "#f6dfa4",
            radius=4,
            raw=True,
        )


def clock(canvas: Canvas, x: float, y: float, radius: float = 44) -> None:
    canvas.ellipse(x, y, radius, radius, "#5b4332")
    canvas.ellipse(x, y, radius * 0.88, radius * 0.88, "#fdfaf2")
    for hour in range(12):
        angle = hour * pi / 6
        canvas.ellipse(x + cos(angle) * radius * 0.72, y + sin(angle) * radius * 0.72, 2.4, 2.4, "#5b4332")
    canvas.line([(x, y), (x + radius * 0.42, y - radius * 0.2)], 5, "#2f2a28")
    canvas.line([(x, y), (x - radius * 0.12, y - radius * 0.64)], 3.4, "#2f2a28")


def pot_plant(canvas: Canvas, x: float, y: float, size: float = 1.0) -> None:
    for number in range(9):
        angle = -pi * (0.12 + 0.76 * number / 8)
        leaf(
            canvas,
            x,
            y - 60 * size,
            (120 + 30 * (number % 3)) * size,
            angle,
            ["#3f8a57", "#2f7348", "#5aa065"][number % 3],
        )
    canvas.polygon(
        [
            (x - 42 * size, y - 74 * size),
            (x + 42 * size, y - 74 * size),
            (x + 30 * size, y),
            (x - 30 * size, y),
        ],
        "#c9744e",
    )
    canvas.box(x - 47 * size, y - 82 * size, 94 * size, 18 * size, "#d98a63", radius=4)


def bookcase(canvas: Canvas, x: float, y: float, width: float, height: float, shelves: int = 5) -> None:
    """Draw a bookcase full of books; its foot stands on `y`."""
    canvas.box(x, y - height, width, height, "#8c6239")
    spines = ["#c24f3c", "#2f7f8a", "#e0b04a", "#4d7d52", "#7a5c93", "#d98a63", "#3f5f8a", "#e8dcc0"]
    for shelf in range(shelves):
        top = y - height + 14 + shelf * (height - 14) / shelves
        tall = (height - 14) / shelves - 14
        canvas.box(x + 12, top, width - 24, tall, "#5d4026")
        left = x + 14
        while left < x + width - 26:
            wide = canvas.chance.uniform(9, 22)
            book = tall * canvas.chance.uniform(0.68, 0.95)
            if canvas.chance.random() < 0.07:
                left += wide * 2
                continue
            canvas.box(left, top + tall - book, wide - 2, book, canvas.chance.choice(spines), radius=1)
            canvas.box(left + 2, top + tall - book * 0.8, wide - 6, 4, "#ffffff", alpha=90)
            left += wide


def table(
    canvas: Canvas, x: float, y: float, width: float, height: float = 150, code: str = "#b98552"
) -> None:
    """Draw a table whose top lies on `y`."""
    for side in (x + 26, x + width - 44):
        canvas.polygon(
            [(side, y), (side + 18, y), (side + 14, y + height), (side + 4, y + height)], "#8a5f36"
        )
    canvas.box(x, y - 14, width, 26, code, radius=5)
    canvas.box(x, y - 14, width, 8, "#ffffff", radius=4, alpha=60)


def hanging_lamp(canvas: Canvas, x: float, y: float) -> None:
    canvas.line([(x, 0), (x, y)], 3, "#5b4332")
    canvas.glow(x, y + 40, 250, LAMP, 0.5)
    canvas.polygon([(x - 22, y), (x + 22, y), (x + 62, y + 46), (x - 62, y + 46)], "#2b6a60")
    canvas.ellipse(x, y + 46, 26, 10, "#fff0c4", raw=True)


def flask(canvas: Canvas, x: float, y: float, size: float, code: str) -> None:
    """Draw a flask with something coloured in it, standing on `y`."""
    canvas.polygon(
        [
            (x + a * size, y + b * size)
            for a, b in [
                (-12, -120),
                (12, -120),
                (14, -80),
                (52, -8),
                (44, 0),
                (-44, 0),
                (-52, -8),
                (-14, -80),
            ]
        ],
        "#eaf4f4",
        alpha=200,
    )
    canvas.polygon(
        [
            (x + a * size, y + b * size)
            for a, b in [(-33, -44), (33, -44), (50, -8), (43, 0), (-43, 0), (-50, -8)]
        ],
        code,
    )
    canvas.box(x - 17 * size, y - 126 * size, 34 * size, 10 * size, "#cfe0e0", radius=4 * size)
    for dx, dy, radius in [(-12, -24, 6), (10, -34, 4), (16, -14, 5)]:
        canvas.ellipse(x + dx * size, y + dy * size, radius * size, radius * size, "#ffffff", alpha=110)


def tubes(canvas: Canvas, x: float, y: float, codes: list[str]) -> None:
    """Draw a rack of test tubes that stands on `y`."""
    for number, code in enumerate(codes):
        left = x + number * 44
        canvas.box(left, y - 130, 26, 126, "#eaf4f4", radius=13, alpha=220)
        canvas.box(left, y - 78, 26, 74, code, radius=13)
    canvas.box(x - 20, y - 92, 44 * len(codes) + 22, 16, "#b98552", radius=4)
    canvas.box(x - 20, y - 14, 44 * len(codes) + 22, 16, "#b98552", radius=4)


def microscope(canvas: Canvas, x: float, y: float, size: float = 1.0) -> None:
    def at(*points):
        return [(x + a * size, y + b * size) for a, b in points]

    canvas.box(x - 70 * size, y - 22 * size, 150 * size, 22 * size, "#38464b", radius=10 * size)
    canvas.arc(x, y - 110 * size, 74 * size, 92 * size, 290, 80, 22 * size, "#5a6d73")
    canvas.box(x - 62 * size, y - 82 * size, 104 * size, 14 * size, "#38464b", radius=4 * size)
    canvas.polygon(at((-46, -196), (-4, -212), (30, -110), (-6, -96)), "#e9edec")
    canvas.polygon(at((-6, -98), (22, -108), (26, -88), (4, -82)), "#8fa3a8")
    canvas.polygon(at((-60, -228), (-12, -246), (-2, -212), (-48, -196)), "#38464b")
    canvas.ellipse(x + 72 * size, y - 70 * size, 20 * size, 20 * size, "#d98a3c")

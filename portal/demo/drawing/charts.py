"""Charts on paper: bars, and a ring. No words in them, those are in the post."""

from math import cos, pi, sin

from portal.demo.drawing.canvas import HEIGHT, WIDTH, Canvas
from portal.demo.drawing.light import colour_of

SETS = [
    ["#0b6b5b", "#3aa08a", "#e0a93b", "#d9694a", "#2f7fa3", "#8fb04e"],
    ["#2f5f8a", "#5aa0c0", "#f0b95a", "#c9574a", "#6a63a5", "#58a07a"],
    ["#a8552f", "#e0934a", "#f2c879", "#4d8f83", "#2f5f6b", "#b7547a"],
]


def paper(canvas: Canvas, number: int) -> list[str]:
    """Lay a sheet of paper with a heading bar; return the colours to draw with."""
    codes = SETS[number % len(SETS)]
    canvas.wash(0, HEIGHT, [colour_of("#f7f1e2"), colour_of("#ece3cc")])
    for y in range(0, HEIGHT, 45):
        canvas.line([(0, y), (WIDTH, y)], 1, "#c9bb98", alpha=50)
    canvas.box(70, 66, 16, 92, codes[0], radius=4)
    canvas.box(108, 72, 470, 36, "#3b423f", radius=8)
    canvas.box(108, 124, 320, 20, "#9a9684", radius=6)
    return codes


def bars(canvas: Canvas, number: int) -> None:
    """Draw columns that rise, with small houses, coins or drops on top of the tallest."""
    codes = paper(canvas, number)
    count = 5 + number % 3
    values = [canvas.chance.uniform(0.28, 0.95) for _ in range(count)]
    values.sort(reverse=number % 2 == 0)
    left, foot, width = 120, 780, 960
    for line in range(5):
        y = foot - line * 130
        canvas.line([(left - 20, y), (left + width, y)], 2, "#8d8772", alpha=90)
    step = width / count
    for place, value in enumerate(values):
        x, tall = left + place * step + step * 0.18, 520 * value
        wide = step * 0.64
        code = codes[place % len(codes)]
        canvas.box(x + 8, foot - tall + 8, wide, tall - 8, "#6a6252", radius=10, alpha=50)
        canvas.box(x, foot - tall, wide, tall, code, radius=10)
        canvas.box(x, foot - 14, wide, 14, code)
        canvas.box(x, foot - tall, wide * 0.3, tall, "#ffffff", radius=10, alpha=38)
        canvas.box(x + wide * 0.18, foot + 22, wide * 0.64, 16, "#7a7566", radius=5)
        token(canvas, x + wide / 2, foot - tall - 44, number, code)
    canvas.box(left - 24, foot, width + 30, 6, "#3b423f", radius=3)


def token(canvas: Canvas, x: float, y: float, number: int, code: str) -> None:
    """Draw what is counted: coins, drops, houses or people."""
    kind = number % 4
    if kind == 0:
        canvas.polygon([(x, y - 34), (x + 21, y + 2), (x - 21, y + 2)], code)
        canvas.ellipse(x, y + 6, 22, 22, code)
    elif kind == 1:
        canvas.polygon(
            [
                (x + 8, y - 32),
                (x - 17, y + 6),
                (x - 1, y + 6),
                (x - 9, y + 32),
                (x + 18, y - 8),
                (x + 2, y - 8),
            ],
            "#e0a12b",
        )
    elif kind == 2:
        canvas.ellipse(x, y - 16, 13, 13, code)
        canvas.slice(x, y + 28, 26, 34, 180, 360, code)
    else:
        canvas.ellipse(x, y, 27, 27, "#e0a93b")
        canvas.ellipse(x, y, 21, 21, "#f2cd72")
        canvas.box(x - 8, y - 8, 16, 16, "#c98a2b", radius=2)


def ring(canvas: Canvas, number: int) -> None:
    """Draw a ring of shares with its key beside it."""
    codes = paper(canvas, number)
    shares = sorted((canvas.chance.uniform(0.5, 2.2) for _ in range(5)), reverse=True)
    total, angle = sum(shares), -90.0
    x, y, radius = 400, 520, 270
    canvas.ellipse(x + 8, y + 12, radius, radius, "#6a6252", alpha=50)
    for share, code in zip(shares, codes, strict=False):
        turn = 360 * share / total
        canvas.slice(x, y, radius, radius, angle, angle + turn, code)
        edge = (angle + turn) * pi / 180
        canvas.line([(x, y), (x + cos(edge) * radius, y + sin(edge) * radius)], 6, "#f4edda")
        angle += turn
    canvas.ellipse(x, y, 150, 150, "#f4edda")
    token(canvas, x, y, number, codes[0])
    canvas.box(x - 70, y + 52, 140, 16, "#7a7566", radius=6)
    for place, (share, code) in enumerate(zip(shares, codes, strict=False)):
        top = 300 + place * 92
        canvas.box(760, top, 44, 44, code, radius=10)
        canvas.box(826, top + 2, 270 * share / shares[0], 18, code, radius=6)
        canvas.box(826, top + 28, canvas.chance.uniform(120, 230), 13, "#9a9684", radius=5)

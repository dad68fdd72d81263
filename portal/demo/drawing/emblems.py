"""Faces of units: a small landscape or sign in the colour of the unit, readable at 48 pixels."""

from math import cos, pi, sin

from PIL import Image

from portal.demo.drawing.canvas import HEIGHT, SCALE, WIDTH, Canvas
from portal.demo.drawing.light import HOURS, colour_of, mix

# The colours that `UnitPage.colour` numbers, as the portal shows them.
GROUNDS = [
    "#0b6b5b", "#1f5f9c", "#8a5a00", "#6d4aa3", "#a43a2c", "#2b784b",
    "#36699d", "#7a5c2e", "#4a6b8a", "#8b3f62", "#3c6e67", "#555f7a",
]  # fmt: skip
SIZE = 480
X, Y = WIDTH / 2, HEIGHT / 2
PAPER = "#fff8e8"


def draw_emblem(sign: str, colour: int) -> Image.Image:
    """Return the square face with a sign, on the unit's colour (1 to 12)."""
    canvas = Canvas(HOURS["day"], f"{sign} {colour}")
    ground = colour_of(GROUNDS[(colour - 1) % len(GROUNDS)])
    canvas.wash(0, HEIGHT, [mix(ground, (255, 255, 255), 0.14), mix(ground, (0, 0, 0), 0.12)])
    canvas.ellipse(X, Y, 345, 345, "#ffffff", raw=True, alpha=26)
    SIGNS[sign](canvas)
    side = HEIGHT * SCALE
    left = (WIDTH * SCALE - side) // 2
    return canvas.image.crop((left, 0, left + side, side)).resize((SIZE, SIZE), Image.Resampling.LANCZOS)


def shape(canvas: Canvas, points, code: str = PAPER, **look) -> None:
    canvas.polygon([(X + x, Y + y) for x, y in points], code, raw=True, **look)


def bar(canvas: Canvas, x, y, width, height, code: str = PAPER, radius: float = 0, **look) -> None:
    canvas.box(X + x, Y + y, width, height, code, radius=radius, raw=True, **look)


def dot(canvas: Canvas, x, y, rx, ry=None, code: str = PAPER, **look) -> None:
    canvas.ellipse(X + x, Y + y, rx, ry or rx, code, raw=True, **look)


def stroke(canvas: Canvas, points, width: float = 34, code: str = PAPER) -> None:
    canvas.line([(X + x, Y + y) for x, y in points], width, code, raw=True)


def waves(canvas: Canvas, top: float = 90) -> None:
    for row in range(3):
        stroke(canvas, [(x, top + row * 62 + 20 * sin(x / 46 + row)) for x in range(-240, 241, 8)], 26)


def drop(canvas: Canvas) -> None:
    shape(canvas, [(0, -270), (150, -20), (-150, -20)])
    dot(canvas, 0, 40, 176)
    stroke(canvas, [(x, 50 + 22 * sin(x / 40)) for x in range(-130, 131, 6)], 24, "#3f8f86")


def shield(canvas: Canvas) -> None:
    shape(
        canvas,
        [(0, -270), (210, -190), (200, 30), (120, 180), (0, 270), (-120, 180), (-200, 30), (-210, -190)],
    )
    star(canvas, 0, -10, 130, "#2b4f86")


def star(canvas: Canvas, x: float, y: float, radius: float, code: str = PAPER) -> None:
    points = []
    for number in range(10):
        reach = radius if number % 2 == 0 else radius * 0.42
        angle = -pi / 2 + number * pi / 5
        points.append((x + cos(angle) * reach, y + sin(angle) * reach))
    shape(canvas, points, code)


def roof(canvas: Canvas) -> None:
    shape(canvas, [(-300, -40), (0, -250), (300, -40), (250, -40), (0, -190), (-250, -40)])
    bar(canvas, -190, -20, 380, 250, radius=10)
    bar(canvas, -50, 70, 100, 160, "#7b4a35", radius=8)
    for x in (-150, 90):
        bar(canvas, x, 30, 60, 60, "#7aa5ad", radius=6)


def mountain(canvas: Canvas) -> None:
    dot(canvas, 110, -150, 74, code="#f6cf7a")
    shape(canvas, [(-300, 200), (-90, -150), (60, 70), (130, -20), (300, 200)])
    shape(canvas, [(-90, -150), (-40, -70), (-92, -40), (-140, -66)], "#7fae9d")


def lake(canvas: Canvas) -> None:
    dot(canvas, 0, -90, 130, code="#f6cf7a")
    shape(canvas, [(-300, 60), (-150, -110), (-20, 40), (120, -70), (300, 60)])
    waves(canvas, 100)


def book(canvas: Canvas) -> None:
    shape(canvas, [(0, -130), (-250, -190), (-250, 150), (0, 210)])
    shape(canvas, [(0, -130), (250, -190), (250, 150), (0, 210)], "#f0dfba")
    for row in range(3):
        stroke(canvas, [(-210, -110 + row * 80), (-40, -70 + row * 80)], 16, "#a58f68")
        stroke(canvas, [(210, -110 + row * 80), (40, -70 + row * 80)], 16, "#a58f68")


def wheel(canvas: Canvas) -> None:
    bar(canvas, -270, -150, 540, 270, radius=54)
    for x in (-230, -60, 110):
        bar(canvas, x, -110, 130, 110, "#7aa5ad", radius=14)
    bar(canvas, -270, 40, 540, 26, "#e0a93b")
    for x in (-150, 150):
        dot(canvas, x, 130, 70, code="#2f3a3f")
        dot(canvas, x, 130, 32)


def cross(canvas: Canvas) -> None:
    bar(canvas, -78, -240, 156, 480, radius=34)
    bar(canvas, -240, -78, 480, 156, radius=34)


def gear(canvas: Canvas) -> None:
    for number in range(8):
        angle = number * pi / 4
        dot(canvas, cos(angle) * 208, sin(angle) * 208, 62)
    dot(canvas, 0, 0, 205)
    dot(canvas, 0, 0, 92, code="#5f6f86")


def leaf(canvas: Canvas) -> None:
    shape(
        canvas,
        [(x, y) for x, y in [(-210, 210), (-190, -40), (-60, -190), (230, -230), (200, 40), (70, 170)]],
    )
    stroke(canvas, [(-230, 240), (-40, 30), (170, -170)], 22, "#5a9a6b")
    for start, end in [
        ((-90, 80), (-110, -70)),
        ((0, -15), (-5, -140)),
        ((-60, 60), (110, 60)),
        ((30, -40), (170, -30)),
    ]:
        stroke(canvas, [start, end], 16, "#5a9a6b")


def grain(canvas: Canvas) -> None:
    stroke(canvas, [(0, 260), (0, -120)], 24)
    for row in range(5):
        for side in (-1, 1):
            dot(canvas, side * 72, 120 - row * 82, 60, 34)
    dot(canvas, 0, -220, 36, 66)


def scales(canvas: Canvas) -> None:
    stroke(canvas, [(0, -230), (0, 210)], 34)
    stroke(canvas, [(-230, -150), (230, -150)], 30)
    bar(canvas, -130, 200, 260, 40, radius=20)
    for x in (-220, 220):
        stroke(canvas, [(x, -150), (x - 80, 30)], 12)
        stroke(canvas, [(x, -150), (x + 80, 30)], 12)
        canvas.slice(X + x, Y + 30, 100, 76, 0, 180, PAPER, raw=True)


def coin(canvas: Canvas) -> None:
    dot(canvas, 0, 0, 245)
    dot(canvas, 0, 0, 205, code="#e9c06a")
    bar(canvas, -78, -78, 156, 156, "#8a5a1a", radius=10)


def hands(canvas: Canvas) -> None:
    dot(canvas, -120, -70, 130)
    dot(canvas, 120, -70, 130)
    shape(canvas, [(-232, -10), (232, -10), (0, 260)])


def tower(canvas: Canvas) -> None:
    for x, tall, wide in [(-230, 260, 130), (-80, 430, 160), (100, 330, 140)]:
        bar(canvas, x, 220 - tall, wide, tall, radius=8)
        for row in range(round(tall / 70)):
            for column in range(2):
                bar(canvas, x + 24 + column * (wide - 78), 246 - tall + row * 66, 30, 34, "#6f8f9a", radius=4)


def moon_stage(canvas: Canvas) -> None:
    dot(canvas, 0, 0, 230)
    for x in (-90, 90):
        dot(canvas, x, -20, 52, 26, code="#3a2b35")
    canvas.arc(X, Y + 50, 110, 90, 20, 160, 26, "#c23b2b", raw=True)
    shape(canvas, [(-230, -60), (-120, -200), (120, -200), (230, -60), (120, -130), (-120, -130)], "#c23b2b")


def lantern(canvas: Canvas) -> None:
    stroke(canvas, [(0, -280), (0, -190)], 16)
    dot(canvas, 0, 0, 210, 180)
    for width in (120, 44):
        canvas.arc(X, Y, width, 178, 0, 360, 12, "#c97a4a", raw=True)
    bar(canvas, -90, -206, 180, 36, "#e9c06a", radius=10)
    bar(canvas, -90, 168, 180, 36, "#e9c06a", radius=10)
    for x in (-50, 0, 50):
        stroke(canvas, [(x, 204), (x, 280)], 12, "#e9c06a")


def helmet(canvas: Canvas) -> None:
    canvas.slice(X, Y + 90, 250, 270, 180, 360, PAPER, raw=True)
    bar(canvas, -300, 80, 600, 60, radius=30)
    bar(canvas, -34, -190, 68, 270, "#e0a93b", radius=30)


def microbe(canvas: Canvas) -> None:
    shape(
        canvas,
        [(-60, -250), (60, -250), (60, -70), (210, 190), (170, 240), (-170, 240), (-210, 190), (-60, -70)],
    )
    shape(canvas, [(-110, 60), (110, 60), (190, 190), (160, 225), (-160, 225), (-190, 190)], "#e0a93b")
    bar(canvas, -90, -270, 180, 40, radius=16)


def face(canvas: Canvas) -> None:
    canvas.slice(X, Y + 330, 300, 300, 180, 360, "#e8dcc8", raw=True)
    dot(canvas, 0, -60, 150, 165, code="#f0cda8")
    canvas.slice(X, Y - 90, 168, 170, 170, 370, "#2f2725", raw=True)
    for x in (-56, 56):
        dot(canvas, x, -50, 14, code="#2f2725")
    canvas.arc(X, Y - 10, 60, 46, 25, 155, 12, "#a8553f", raw=True)


SIGNS = {
    "drop": drop, "shield": shield, "roof": roof, "mountain": mountain, "lake": lake, "book": book, "bus": wheel,
    "cross": cross, "gear": gear, "leaf": leaf, "grain": grain, "scales": scales, "coin": coin, "heart": hands,
    "tower": tower, "mask": moon_stage, "lantern": lantern, "helmet": helmet, "flask": microbe, "face": face,
}  # fmt: skip

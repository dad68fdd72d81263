"""Things seen from near: chestnuts, kiwis, peaches, and what somebody has lost."""

from math import cos, pi, sin

from portal.demo.drawing import land, plants, sky
from portal.demo.drawing.canvas import HEIGHT, WIDTH, Canvas
from portal.demo.drawing.light import colour_of


def board(canvas: Canvas, code: str = "#b98552") -> None:
    """Lay a wooden table over the whole sheet."""
    canvas.box(0, 0, WIDTH, HEIGHT, code)
    for plank in range(6):
        y = plank * 160
        canvas.box(0, y, WIDTH, 6, "#7d5730", alpha=130)
        for _ in range(7):
            x, level = canvas.chance.uniform(-100, WIDTH), y + canvas.chance.uniform(20, 150)
            canvas.line(
                [(x, level), (x + canvas.chance.uniform(140, 420), level + 6)], 2, "#8a6038", alpha=90
            )
    canvas.glow(900, 160, 620, "#fff2cf", 0.28)


def chestnut(canvas: Canvas, number: int) -> None:
    if number == 2:
        grove(canvas)
    else:
        board(canvas)
        basket(canvas, 620, 700, 400)
        for _ in range(7):
            nut(
                canvas,
                canvas.chance.uniform(60, 1140),
                canvas.chance.uniform(780, 860),
                canvas.chance.uniform(40, 54),
            )
    for x, y in [(170, 640), (1050, 720)] if number == 1 else [(220, 820), (520, 850), (930, 810)]:
        burr(canvas, x, y, 104)


def grove(canvas: Canvas) -> None:
    sky.sky(canvas, 520, (840, 360))
    land.ranges(canvas, 520, 3, height=200)
    land.ground(canvas, 560, "#8a8a4d", 20)
    for x, y, size in [(180, 700, 1.9), (620, 640, 1.3), (1020, 720, 2.1)]:
        plants.tree(canvas, x, y, size, "#5f8a44")
        for _ in range(12):
            canvas.ellipse(
                x + canvas.chance.uniform(-90, 90) * size,
                y - canvas.chance.uniform(110, 230) * size,
                11,
                11,
                "#c6cf6a",
            )
    plants.grass(canvas, 680, 200, "#6f7a3a")
    canvas.line([(560, 800), (760, 420)], 7, "#d9c48a")


def basket(canvas: Canvas, x: float, y: float, width: float) -> None:
    canvas.ellipse(x, y + 120, width * 0.8, 40, "#5b3f22", alpha=90)
    canvas.polygon(
        [
            (x - width, y - 120),
            (x + width, y - 120),
            (x + width * 0.74, y + 130),
            (x - width * 0.74, y + 130),
        ],
        "#c79a5a",
    )
    for row in range(6):
        for place in range(22):
            left = x - width + place * width / 11
            if abs(left - x) < width * (1 - row * 0.05) - 20:
                canvas.box(
                    left,
                    y - 100 + row * 38,
                    width / 13,
                    20,
                    ["#dcb478", "#b3854a"][(row + place) % 2],
                    radius=6,
                )
    canvas.ellipse(x, y - 120, width, 92, "#8a5f36")
    canvas.ellipse(x, y - 124, width - 26, 76, "#5d3d20")
    for row in range(4):
        for place in range(9 - row):
            left = x - width * 0.72 + place * width * 0.18 + row * width * 0.09
            nut(canvas, left, y - 110 - row * 44 + canvas.chance.uniform(-8, 8), 52)


def nut(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.polygon(
        [(x - size * 0.3, y - size * 0.7), (x, y - size * 1.06), (x + size * 0.3, y - size * 0.7)], "#6e3418"
    )
    canvas.ellipse(x, y, size, size * 0.86, "#7f3d1d")
    canvas.slice(x, y, size, size * 0.86, 20, 160, "#c99a66")
    canvas.ellipse(x - size * 0.3, y - size * 0.36, size * 0.34, size * 0.2, "#d08a58", alpha=150)


def burr(canvas: Canvas, x: float, y: float, size: float) -> None:
    for number in range(64):
        angle = number * 2 * pi / 64 + canvas.chance.uniform(-0.05, 0.05)
        reach = size * canvas.chance.uniform(1.0, 1.28)
        canvas.line(
            [(x, y), (x + cos(angle) * reach, y + sin(angle) * reach)], 4, ["#9aa544", "#7f8a35"][number % 2]
        )
    canvas.ellipse(x, y, size * 0.92, size * 0.92, "#8f9a3d")
    canvas.ellipse(x, y, size * 0.6, size * 0.5, "#efe0b4")
    nut(canvas, x - size * 0.16, y, size * 0.34)
    nut(canvas, x + size * 0.22, y + 4, size * 0.3)


def kiwi(canvas: Canvas, number: int) -> None:
    canvas.wash(0, HEIGHT, [colour_of("#dcebcf"), colour_of("#a9cf9a")])
    for _ in range(30):
        plants.leaf(
            canvas,
            canvas.chance.uniform(0, WIDTH),
            canvas.chance.uniform(-40, 240),
            170,
            canvas.chance.uniform(0.2, 2.9),
            canvas.chance.choice(["#4f8a4b", "#6ba055", "#3c7445"]),
            0.34,
        )
    canvas.line([(0, 110), (400, 60), (820, 120), (WIDTH, 70)], 13, "#7a5a3a")
    for x, y in [(190, 250), (360, 300), (900, 280), (1050, 220)]:
        canvas.line([(x, y - 110), (x, y - 60)], 5, "#7a5a3a")
        fuzzy(canvas, x, y, 82)
    canvas.box(0, 700, WIDTH, 200, "#c9996a")
    canvas.box(0, 694, WIDTH, 14, "#e0b98a")
    for x, size in [(330, 150), (640, 170)]:
        half_kiwi(canvas, x, 660, size)
    fuzzy(canvas, 900, 690, 120)
    fuzzy(canvas, 1060, 720, 104)


def fuzzy(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.ellipse(x, y, size * 0.86, size, "#8a6a3f")
    for _ in range(90):
        angle, reach = canvas.chance.uniform(0, 2 * pi), canvas.chance.uniform(0.2, 0.95)
        left, top = x + cos(angle) * size * 0.84 * reach, y + sin(angle) * size * 0.96 * reach
        canvas.line([(left, top), (left + 5, top + 6)], 1.6, "#a8875a", alpha=160)
    canvas.ellipse(x - size * 0.26, y - size * 0.36, size * 0.26, size * 0.3, "#c9a878", alpha=90)


def half_kiwi(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.ellipse(x + 8, y + size * 0.94, size * 0.9, 20, "#7d5730", alpha=90)
    canvas.ellipse(x, y, size, size, "#7a5a35")
    canvas.ellipse(x, y, size * 0.93, size * 0.93, "#8fc04a")
    canvas.ellipse(x, y, size * 0.6, size * 0.6, "#b9d97a")
    for number in range(40):
        angle = number * 2 * pi / 40
        canvas.line(
            [
                (x + cos(angle) * size * 0.3, y + sin(angle) * size * 0.3),
                (x + cos(angle) * size * 0.86, y + sin(angle) * size * 0.86),
            ],
            2,
            "#d5e8a0",
            alpha=130,
        )
        reach = 0.46 if number % 2 else 0.54
        canvas.ellipse(x + cos(angle) * size * reach, y + sin(angle) * size * reach, 6, 6, "#2b2b23")
    canvas.ellipse(x, y, size * 0.25, size * 0.25, "#f2f3d8")


def peach(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, HEIGHT)
    land.ranges(canvas, 760, 3, height=220)
    branch = [(-20, 220), (300, 290), (640, 240), (980, 330), (1230, 280)]
    canvas.line(branch, 26, "#6a4a36")
    for start, end in [((300, 290), (420, 470)), ((640, 240), (560, 80)), ((980, 330), (900, 520))]:
        canvas.line([start, end], 13, "#6a4a36")
    for _ in range(46):
        x = canvas.chance.uniform(0, WIDTH)
        y = 260 + 50 * sin(x / 150) + canvas.chance.uniform(-150, 190)
        plants.leaf(
            canvas,
            x,
            y,
            canvas.chance.uniform(110, 180),
            canvas.chance.uniform(0.3, 2.8),
            canvas.chance.choice(plants.LEAVES),
            0.15,
        )
    for x, y, size in [(230, 500, 118), (450, 600, 136), (720, 480, 124), (930, 660, 140), (1080, 470, 104)]:
        canvas.line([(x, y - size * 1.5), (x, y - size * 0.8)], 7, "#6a4a36")
        one_peach(canvas, x, y, size)


def one_peach(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.polygon(
        [
            (x - size * 0.5, y + size * 0.6),
            (x + size * 0.5, y + size * 0.6),
            (x + size * 0.12, y + size * 1.24),
        ],
        "#eea07a",
    )
    canvas.ellipse(x, y, size, size * 0.96, "#f0a983")
    canvas.ellipse(x + size * 0.16, y + size * 0.1, size * 0.78, size * 0.78, "#e57a62", alpha=150)
    canvas.ellipse(x + size * 0.3, y + size * 0.2, size * 0.5, size * 0.5, "#d4564f", alpha=130)
    canvas.arc(x - size * 0.3, y, size * 0.5, size * 0.95, 290, 65, 5, "#c9574a", alpha=170)
    canvas.ellipse(x - size * 0.4, y - size * 0.42, size * 0.26, size * 0.2, "#fde0c8", alpha=170)
    plants.leaf(canvas, x, y - size * 0.86, size * 1.1, -0.5, "#4f8f52", 0.18)


def lost_item(canvas: Canvas, number: int) -> None:
    board(canvas, "#c9a877")
    if number == 1:
        cloth_bag(canvas)
    else:
        fiddle(canvas)


def cloth_bag(canvas: Canvas) -> None:
    canvas.ellipse(420, 760, 320, 50, "#6b4d2b", alpha=80)
    canvas.arc(420, 330, 130, 190, 180, 360, 26, "#1f4f86")
    canvas.polygon([(170, 330), (670, 330), (720, 740), (120, 740)], "#2a65a5")
    canvas.ellipse(420, 738, 300, 34, "#2a65a5")
    canvas.polygon([(170, 330), (670, 330), (676, 380), (164, 380)], "#1f4f86")
    for x in range(180, 690, 40):
        canvas.ellipse(x, 560 + 24 * sin(x / 60), 13, 13, "#8fb7dd")
    canvas.ellipse(890, 640, 66, 62, "#7d5730", alpha=60)
    for x in (830, 980):
        canvas.arc(x, 620, 66, 56, 0, 360, 11, "#5a3a24")
        canvas.ellipse(x, 620, 56, 47, "#eaf4f4", alpha=110)
    canvas.arc(905, 612, 22, 22, 200, 340, 9, "#5a3a24")
    canvas.line([(1046, 612), (1130, 560)], 9, "#5a3a24")
    canvas.box(800, 250, 120, 190, "#f6f6f0", radius=14)
    canvas.box(800, 220, 120, 46, "#3aa08a", radius=10)
    canvas.box(800, 310, 120, 76, "#d9ece4")
    canvas.box(820, 330, 66, 12, "#3aa08a", radius=4)
    canvas.box(820, 352, 80, 10, "#9ab5ac", radius=4)
    canvas.polygon([(970, 230), (1130, 250), (1110, 430), (950, 408)], "#fdfaf2")
    canvas.polygon([(986, 248), (1112, 264), (1098, 384), (972, 368)], "#f2cfc0")
    canvas.ellipse(1042, 310, 36, 38, "#f0cda8")
    canvas.slice(1042, 296, 36, 30, 180, 360, "#3a302b")
    canvas.arc(1042, 316, 15, 12, 20, 160, 4, "#a8553f")


def fiddle(canvas: Canvas) -> None:
    canvas.ellipse(600, 770, 420, 46, "#6b4d2b", alpha=80)
    canvas.line([(560, 100), (640, 700)], 22, "#5a2f1c")
    canvas.polygon([(536, 110), (560, 60), (590, 66), (584, 120)], "#5a2f1c")
    for share, side in ((0.1, -1), (0.2, -1)):
        x, y = 560 + 80 * share, 100 + 600 * share
        canvas.line([(x, y), (x + side * 90, y - 16)], 13, "#7a4326")
        canvas.ellipse(x + side * 96, y - 18, 17, 12, "#7a4326")
    canvas.polygon([(560, 640), (720, 620), (760, 700), (740, 780), (580, 800), (540, 720)], "#6e3418")
    canvas.polygon([(580, 656), (708, 640), (738, 704), (722, 764), (592, 780), (562, 718)], "#d9c9a4")
    for place in range(16):
        canvas.arc(
            650, 712, 14 + place * 5, 10 + place * 4, 20 * place, 20 * place + 40, 3, "#a8946a", alpha=170
        )
    for dx in (-5, 6):
        canvas.line([(572 + dx, 170), (648 + dx, 712)], 2, "#fdfaf2")
    canvas.line([(250, 330), (980, 560)], 12, "#8a5a34")
    canvas.line([(256, 352), (976, 580)], 3, "#fdfaf2")
    canvas.ellipse(250, 336, 15, 20, "#5a2f1c")


SCENES = {"chestnut": chestnut, "kiwi": kiwi, "peach": peach, "lost_item": lost_item}

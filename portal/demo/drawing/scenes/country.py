"""Hills and villages: terraces, tea, woods, peaks, hot springs, the round houses, the watchtower, the road."""

from math import pi, sin

from PIL import Image, ImageDraw

from portal.demo.drawing import buildings, land, people, plants, sky, vehicles
from portal.demo.drawing.canvas import HEIGHT, WIDTH, Canvas


def terraces(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 330)
    land.ranges(canvas, 330, 4, height=200)
    land.terraces(canvas, 330, wet=number in (2, 4))
    for x in (880, 980):
        buildings.house(canvas, x, 372 + (x - 880) * 0.1, 84, 44)
    people.person(canvas, 330, 830, 160, people.FARMER)
    people.person(canvas, 470, 800, 150, people.Look(shirt="#c9574a", hat="straw"))
    if number == 1:
        vehicles.lorry(canvas, 760, 790, 0.7, "#c74d3c")
    if canvas.light.is_wet:
        sky.rain(canvas, 300)


def tea(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 380, (840, 250))
    land.ranges(canvas, 380, 4, height=230)
    sky.mist(canvas, 360, 130, 200)
    plants.tea_rows(canvas, 400)
    for x, y, size in [(300, 640, 110), (520, 590, 92), (800, 700, 130)]:
        people.person(canvas, x, y, size, people.Look(hat="straw"))
        canvas.ellipse(x + size * 0.28, y - size * 0.42, size * 0.17, size * 0.14, "#b98552")


def forest(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, HEIGHT, (640, 120))
    for layer in range(3):
        depth = 0.62 - 0.24 * layer
        for _ in range(13 - 3 * layer):
            x = canvas.chance.uniform(-20, WIDTH)
            width = 16 + 22 * layer + canvas.chance.uniform(0, 10)
            canvas.polygon(
                [
                    (x, 0),
                    (x + width * 0.8, 0),
                    (x + width, 760 + 50 * layer),
                    (x - width * 0.2, 760 + 50 * layer),
                ],
                ["#55685a", "#4c5547", "#4a4034"][layer],
                depth=depth,
            )
        for _ in range(18):
            place = canvas.chance.uniform(0, WIDTH), canvas.chance.uniform(-40, 210 - 40 * layer)
            canvas.ellipse(*place, 110, 64, ["#5f9a6a", "#4a8757", "#397549"][layer], depth=depth, alpha=225)
        if layer == 0:
            sky.rays(canvas, 640, -60, 1000)
    land.ground(canvas, 760, "#5c7a42", 26)
    plants.grass(canvas, 770, 260)
    for x in (80, 250, 1010, 1150):
        plants.bush(canvas, x, 850, 1.4 + x % 3 * 0.3, "#3f7a48")
    if number == 1:
        pheasant(canvas, 560, 790)
        pheasant(canvas, 800, 770, 0.7, "#8a6a4a")
    elif number == 2:
        label(canvas, 690, 640)
        people.person(canvas, 500, 860, 190)
        people.child(canvas, 590, 860, 120)
    else:
        label(canvas, 560, 760, wide=170, post=True)


def pheasant(canvas: Canvas, x: float, y: float, size: float = 1.0, code: str = "#fbfaf5") -> None:
    def at(*points):
        return [(x + a * size, y + b * size) for a, b in points]

    canvas.polygon(at((-40, -30), (-270, -4), (-290, 14), (-40, 4)), code)
    canvas.ellipse(x, y - 20 * size, 72 * size, 36 * size, code)
    canvas.ellipse(x + 10 * size, y - 4 * size, 58 * size, 24 * size, "#2b3550")
    canvas.polygon(at((44, -30), (74, -74), (92, -66), (68, -10)), code)
    canvas.ellipse(x + 86 * size, y - 74 * size, 18 * size, 15 * size, "#c8382e")
    canvas.polygon(at((98, -76), (122, -68), (98, -64)), "#d9c48a")
    for foot in (-6, 22):
        canvas.line(at((foot, 14), (foot + 4, 46)), 5 * size, "#c8382e")


def label(canvas: Canvas, x: float, y: float, wide: float = 120, post: bool = False) -> None:
    if post:
        canvas.box(x + wide / 2 - 7, y - 40, 14, 130, "#8b8f90")
    canvas.box(x, y - 130, wide, 100, "#fbf8ef", radius=6)
    canvas.box(x, y - 130, wide, 26, "#c83a2c" if post else "#2b6a60", radius=6)
    for row in range(3):
        canvas.box(
            x + 14, y - 92 + row * 19, wide - 28 - row * 16, 9, "#c83a2c" if post else "#7a7566", radius=4
        )


def peak(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 600, (420 if number == 2 else 780, 330))
    for step in range(4):
        land.ridge(canvas, 430 + 70 * step, 150 - 24 * step, "#3a5f66", depth=0.7 - 0.18 * step, rough=2.4)
        sky.mist(canvas, 520 + 76 * step, 150, 235)
    for _ in range(46):
        x, y = canvas.chance.uniform(-60, WIDTH), canvas.chance.uniform(600, 820)
        canvas.ellipse(x, y, 150, 32, canvas.light.sky[-1], raw=True, alpha=110)
    canvas.polygon(
        [
            (WIDTH, HEIGHT),
            (WIDTH, 640),
            (1080, 600),
            (960, 640),
            (860, 700),
            (780, 720),
            (700, 800),
            (620, HEIGHT),
        ],
        "#4a5a4f",
    )
    canvas.polygon([(1080, 600), (960, 640), (1000, 720), (1130, 700)], "#66776a")
    pavilion(canvas, 1060, 604)
    for x, y in [(800, 722), (860, 704), (912, 676)]:
        people.person(canvas, x, y, 84)
    plants.pine(canvas, 700, 812, 170)
    sky.birds(canvas, 250, 210)


def pavilion(canvas: Canvas, x: float, y: float) -> None:
    for side in (-50, -18, 14, 46):
        canvas.box(x + side, y - 78, 7, 80, "#9c3b2d")
    canvas.polygon(
        [
            (x - 92, y - 74),
            (x - 40, y - 112),
            (x + 40, y - 112),
            (x + 92, y - 74),
            (x + 60, y - 84),
            (x - 60, y - 84),
        ],
        "#50585c",
    )
    canvas.polygon([(x - 46, y - 110), (x, y - 152), (x + 46, y - 110)], "#5c6468")
    canvas.ellipse(x, y - 154, 6, 9, "#e2b343")
    canvas.box(x - 66, y - 4, 132, 12, "#b5a88f")


def spring(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 400)
    land.ranges(canvas, 400, 4, height=210)
    line = land.ridge(canvas, 430, 24, "#3d7350", 0.1)
    plants.woods(canvas, line, 74, "#2f6a4b", 0.1)
    buildings.house(canvas, 120, 560, 330, 150, "#c49a6c")
    plants.bamboo(canvas, 1080, 640, 470)
    land.ground(canvas, 545, "#8f8a78")
    canvas.ellipse(620, 730, 520, 150, "#7d8a80")
    canvas.ellipse(620, 724, 480, 130, "#5fb0a8")
    canvas.ellipse(600, 706, 420, 96, "#86cdc2", alpha=150)
    for x, y in [(420, 726), (560, 690), (780, 716)]:
        canvas.ellipse(x, y + 8, 36, 12, "#d5f0ea", alpha=160)
        canvas.ellipse(x, y - 6, 26, 20, "#e3b68f")
        people.head(canvas, x, y - 36, 1.15, "#e3b68f", people.Look(skirt=True))
        canvas.box(x - 22, y - 62, 44, 11, "#fbfaf5", radius=5)
    for step in range(26):
        angle = pi * step / 12.5
        if sin(angle) > -0.75 or step % 2:
            land.rock(
                canvas, 620 + 505 * sin(angle + pi / 2), 752 + 140 * sin(angle), canvas.chance.uniform(34, 62)
            )
    for _ in range(24):
        x, y = canvas.chance.uniform(220, 1020), canvas.chance.uniform(420, 690)
        canvas.ellipse(
            x, y, canvas.chance.uniform(40, 110), canvas.chance.uniform(16, 36), "#ffffff", alpha=30
        )
    sky.mist(canvas, 640, 200, 70)


def watchtower(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 560, (320, 380))
    land.ranges(canvas, 560, 4, height=260)
    line = land.ridge(canvas, 640, 50, "#33694c", 0.12)
    plants.woods(canvas, line, 90, "#2c6047", 0.12)
    x, foot, top = 790, 760, 220
    for side in (-1, 1):
        canvas.line([(x + side * 92, foot), (x + side * 46, top)], 9, "#8b8f90")
    for step in range(6):
        low, high = foot - step * 90, foot - (step + 1) * 90
        wide = 92 - step * 7.6
        canvas.line(
            [
                (x - wide, low),
                (x + wide - 8, high),
            ],
            4,
            "#a5a9aa",
        )
        canvas.line([(x + wide, low), (x - wide + 8, high)], 4, "#a5a9aa")
    canvas.box(x - 96, top - 4, 192, 14, "#7a5a3a")
    canvas.box(x - 74, top - 92, 148, 90, "#e9dcc3")
    buildings.window(canvas, x - 54, top - 74, 108, 44, 1.0)
    canvas.polygon([(x - 110, top - 88), (x, top - 150), (x + 110, top - 88)], "#b3442f")
    canvas.line([(x, top - 150), (x, top - 210)], 4, "#6b6b6b")
    canvas.polygon([(x, top - 210), (x + 48, top - 196), (x, top - 182)], "#d1442f")
    near = land.ridge(canvas, 800, 40, "#2a5a41")
    plants.woods(canvas, near, 130, "#265239", gap=4)
    sky.birds(canvas, 250, 250)


def weilongwu(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 470, (930, 330))
    land.ranges(canvas, 470, 3, height=220)
    back = land.ridge(canvas, 440, 40, "#3d7350", 0.15)
    plants.woods(canvas, back, 76, "#346a4c", 0.12)
    land.ground(canvas, 520, "#b9a67f")
    buildings.round_house(canvas, 620)
    land.ground(canvas, 620, "#c4b48f")
    if number in (1, 2):
        plants.tree(canvas, 150, 700, 2.4, "#38704a")
    pond(canvas)
    if number in (1, 2):
        canvas.box(800, 700, 150, 12, "#a5744a", radius=4)
        for x in (800, 872, 946):
            people.seated(canvas, x, 752, 96)
    else:
        people.passers(canvas, 690, [420, 520, 790], 96)
        people.child(canvas, 470, 690, 66)


def pond(canvas: Canvas) -> None:
    canvas.ellipse(600, 800, 520, 120, "#9a8c6e")
    canvas.ellipse(600, 800, 500, 106, canvas.light.water, raw=True)
    mirror = canvas.image.crop((400, 880, 2000, 1240)).transpose(1).resize((1600, 160))
    canvas.image.paste(mirror.point([v * 7 // 10 + 20 for v in range(256)] * 3), (400, 1460), oval(1600, 160))
    for _ in range(26):
        x, y = canvas.chance.uniform(180, 980), canvas.chance.uniform(730, 880)
        canvas.line([(x, y), (x + 56, y)], 2, canvas.light.sky[-1], raw=True, alpha=80)


def oval(width: int, height: int) -> Image.Image:
    shape = Image.new("L", (width, height), 0)
    ImageDraw.Draw(shape).ellipse((0, -height, width, height), fill=130)
    return shape


def road(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 430, (360, 300))
    land.ranges(canvas, 430, 4, height=260)
    land.ground(canvas, 430, "#7fa05c")
    stations = [(640, 430, 10), (720, 480, 34), (560, 560, 80), (620, 690, 190), (700, HEIGHT + 20, 420)]
    land.road(canvas, land.curve(stations))
    hill = [(WIDTH, 300), (1000, 420), (900, 560), (980, 720), (WIDTH, 800)]
    canvas.polygon(hill, "#5f7a4a")
    for x, y, size in [(120, 560, 1.1), (250, 500, 0.7), (80, 760, 1.8)]:
        plants.tree(canvas, x, y, size)
    if number == 4:
        land.rock(canvas, 840, 760, 90)
        land.rock(canvas, 760, 790, 46)
        land.rock(canvas, 930, 720, 60)
    if number == 3:
        sign(canvas, 930, 700, lamp=True)
        vehicles.car(canvas, 545, 730, 1.0, "#2f7fa3")
    if number in (1, 4):
        for x, y in [(520, 830), (610, 800), (690, 770)]:
            cone(canvas, x, y, 1.0 + (y - 760) / 120)
        people.person(canvas, 420, 850, 180, people.WORKER)
    if number == 1:
        vehicles.lorry(canvas, 500, 660, 0.6)
    if canvas.light.is_wet:
        sky.rain(canvas)


def sign(canvas: Canvas, x: float, y: float, lamp: bool = False) -> None:
    canvas.box(x - 6, y - 210, 12, 220, "#8b8f90")
    canvas.polygon([(x - 92, y - 190), (x, y - 350), (x + 92, y - 190)], "#2c2c2c")
    canvas.polygon([(x - 76, y - 199), (x, y - 330), (x + 76, y - 199)], "#f3c433", raw=lamp)
    canvas.box(x - 9, y - 288, 18, 52, "#2c2c2c", radius=6)
    canvas.ellipse(x, y - 218, 10, 10, "#2c2c2c")
    if lamp:
        canvas.glow(x, y - 250, 190, "#ffcf4a", 0.5)


def cone(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.box(x - 30 * size, y - 8 * size, 60 * size, 10 * size, "#d65a2a", radius=3)
    canvas.polygon(
        [(x - 21 * size, y - 6 * size), (x, y - 78 * size), (x + 21 * size, y - 6 * size)], "#ef6a2f"
    )
    canvas.polygon(
        [
            (x - 15 * size, y - 28 * size),
            (x - 9 * size, y - 46 * size),
            (x + 9 * size, y - 46 * size),
            (x + 15 * size, y - 28 * size),
        ],
        "#fbfaf5",
    )


SCENES = {
    "terraces": terraces, "tea": tea, "forest": forest, "peak": peak, "spring": spring,
    "watchtower": watchtower, "weilongwu": weilongwu, "road": road,
}  # fmt: skip

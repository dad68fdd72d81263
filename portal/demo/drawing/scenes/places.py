"""Where the city works, learns and meets: school, clinic, market, works, yard, stage, sports ground."""

from portal.demo.drawing import buildings, land, people, plants, sky, vehicles
from portal.demo.drawing.canvas import HEIGHT, WIDTH, Canvas
from portal.demo.drawing.people import Look


def school(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 520)
    land.ranges(canvas, 500, 2, height=150)
    canvas.box(150, 230, 900, 400, "#f4ead6")
    canvas.box(150, 214, 900, 22, "#c9574a")
    canvas.box(520, 180, 160, 450, "#efdcc0")
    canvas.polygon([(500, 184), (600, 120), (700, 184)], "#c9574a")
    canvas.ellipse(600, 230, 30, 30, "#fdfaf2")
    canvas.line([(600, 230), (600, 208)], 4, "#5b4332")
    canvas.line([(600, 230), (614, 236)], 4, "#5b4332")
    for floor in range(3):
        for column in range(9):
            if column != 4:
                buildings.window(canvas, 184 + column * 98, 266 + floor * 118, 54, 58, 0.6)
        canvas.box(150, 340 + floor * 118, 900, 10, "#e0a93b", alpha=150)
    canvas.box(552, 530, 96, 100, "#2f7f8a", radius=4)
    canvas.box(0, 628, WIDTH, HEIGHT, "#c9b28f" if not canvas.light.is_wet else "#9ba39c")
    canvas.line([(980, 640), (980, 130)], 6, "#d9d9d4")
    canvas.polygon([(983, 132), (1072, 140), (1068, 188), (983, 190)], "#d1342f")
    for x in (80, 1110):
        plants.tree(canvas, x, 690, 1.5)
    fence(canvas, 720)
    wet = canvas.light.is_wet
    for place in range(4):
        x = 190 + place * 240 + canvas.chance.uniform(-30, 30)
        people.person(canvas, x, 850, 180, Look(umbrella="#2f7fa3" if wet else "", skirt=place % 2 == 0))
        people.child(
            canvas,
            x + 70,
            856,
            120,
            Look(bag=["#d1442f", "#e0a93b", "#2f7fa3", "#4d8f63"][place], umbrella="#e0a93b" if wet else ""),
        )
    if wet:
        sky.rain(canvas)


def fence(canvas: Canvas, y: float) -> None:
    for x in range(0, WIDTH, 34):
        if not 430 < x < 770:
            canvas.box(x, y - 84, 7, 84, "#4d6f6a")
    for left, width in ((0, 430), (770, 430)):
        canvas.box(left, y - 72, width, 7, "#4d6f6a")
    for x in (414, 756):
        canvas.box(x, y - 120, 34, 124, "#d9c8ad")
        canvas.box(x - 6, y - 130, 46, 14, "#a5937b")


def clinic(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 520)
    buildings.skyline(canvas, 520, 220, 0.5)
    canvas.box(120, 200, 960, 440, "#f3f5f2")
    canvas.box(120, 188, 960, 20, "#3f9a8c")
    for floor in range(3):
        for column in range(10):
            if column not in (4, 5) or floor < 1:
                buildings.window(canvas, 156 + column * 93, 240 + floor * 110, 52, 54, 0.75)
    canvas.box(440, 344, 320, 300, "#e3ece8")
    canvas.box(410, 470, 380, 26, "#3f9a8c", radius=4)
    canvas.box(580, 366, 40, 96, "#d1342f", radius=4, raw=canvas.light.is_dark)
    canvas.box(552, 394, 96, 40, "#d1342f", radius=4, raw=canvas.light.is_dark)
    for x in (476, 604):
        canvas.box(x, 508, 120, 132, "#9fd0d0")
        if canvas.light.is_dark:
            canvas.box(x, 508, 120, 132, "#fff0c4", raw=True, alpha=220)
    if canvas.light.is_dark:
        canvas.glow(600, 580, 320, "#fff0c4", 0.4)
    canvas.box(0, 638, WIDTH, HEIGHT, "#aab3ae")
    canvas.polygon([(470, 640), (730, 640), (860, HEIGHT), (340, HEIGHT)], "#c9cfc8")
    for x in (80, 1120):
        plants.tree(canvas, x, 700, 1.5)
    vehicles.ambulance(canvas, 800, 800, 1.1)
    people.person(canvas, 380, 820, 180, people.NURSE)
    people.person(canvas, 470, 830, 170, Look(umbrella="#d9694a" if canvas.light.is_wet else ""))
    if canvas.light.is_wet:
        sky.rain(canvas)


def market(canvas: Canvas, number: int) -> None:
    canvas.box(0, 0, WIDTH, HEIGHT, "#e6dcc6")
    canvas.wash(0, 560, [(255, 246, 220), (150, 130, 100)], [70, 40])
    for beam in range(7):
        canvas.line([(beam * 200, 0), (600 + (beam * 200 - 600) * 0.5, 250)], 8, "#a89a80", alpha=120)
    for place in range(3):
        x = 20 + place * 395
        stall(canvas, x, 640, 370, place + number)
        canvas.line([(x + 185, 0), (x + 185, 236)], 3, "#6b5a48")
        canvas.glow(x + 185, 262, 180, "#fff0c4", 0.5)
        canvas.polygon([(x + 155, 262), (x + 215, 262), (x + 198, 234), (x + 172, 234)], "#c9574a")
    canvas.box(0, 780, WIDTH, HEIGHT, "#a79c8a")
    for row in range(3):
        canvas.line([(0, 800 + row * 36), (WIDTH, 800 + row * 36)], 2, "#8d8271", alpha=120)
    people.passers(canvas, 872, [210, 560, 930], 220)
    canvas.polygon([(600, 790), (664, 790), (654, 850), (610, 850)], "#b98552")
    canvas.arc(632, 792, 28, 40, 180, 360, 4, "#8a5f36")


def stall(canvas: Canvas, x: float, y: float, width: float, number: int) -> None:
    stripes = [("#c9574a", "#fbf3e2"), ("#2f8a70", "#fbf3e2"), ("#e0a93b", "#fbf3e2")][number % 3]
    for post in (x + 8, x + width - 18):
        canvas.box(post, y - 330, 10, 420, "#8a6a48")
    people.person(canvas, x + width * 0.5, y + 40, 230, Look(hat="straw" if number % 2 else ""))
    for stripe in range(8):
        left = x - 8 + stripe * (width + 16) / 8
        canvas.polygon(
            [
                (left + 8, y - 350),
                (left + 8 + width / 8, y - 350),
                (left + width / 8 + 2, y - 280),
                (left, y - 280),
            ],
            stripes[stripe % 2],
        )
        canvas.slice(left + width / 16 + 1, y - 281, width / 16, 20, 0, 180, stripes[stripe % 2])
    canvas.box(x, y - 20, width, 150, "#a5744a")
    canvas.box(x, y - 20, width, 12, "#c9996a")
    heaps = [
        ["#d1342f", "#f0b23a", "#6f9a3f"],
        ["#8fb04e", "#e8842f", "#7a4b8a"],
        ["#8a5a34", "#4f8f52", "#e9d9a8"],
    ][number % 3]
    for place, code in enumerate(heaps):
        middle = x + width * (place + 0.5) / 3
        canvas.polygon(
            [(middle - 56, y - 18), (middle + 56, y - 18), (middle + 44, y + 26), (middle - 44, y + 26)],
            "#d9bd8a",
        )
        for row in range(4):
            for item in range(7 - 2 * row):
                canvas.ellipse(
                    middle + (item - (6 - 2 * row) / 2) * 15 + canvas.chance.uniform(-2, 2),
                    y - 24 - row * 13,
                    9.5,
                    9,
                    code,
                )
                canvas.ellipse(
                    middle + (item - (6 - 2 * row) / 2) * 15 - 3,
                    y - 28 - row * 13,
                    3,
                    2.4,
                    "#ffffff",
                    alpha=90,
                )


def construction(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 620)
    buildings.skyline(canvas, 640, 200, 0.55)
    for x, tall in [(160, 400), (520, 480)]:
        canvas.box(x, 680 - tall, 260, tall, "#d5c9b3")
        for floor in range(round(tall / 66)):
            y = 680 - tall + floor * 66
            canvas.box(x - 8, y, 276, 10, "#a89a86")
            for column in range(4):
                canvas.box(x + 16 + column * 62, y + 18, 40, 40, "#7c7264" if number != 3 else "#8fb3bd")
        for step in range(6):
            canvas.line([(x - 22 + step * 61, 680), (x - 22 + step * 61, 680 - tall - 20)], 3, "#c98a3c")
        for level in range(round(tall / 66) + 1):
            canvas.line([(x - 22, 680 - level * 66), (x + 283, 680 - level * 66)], 3, "#c98a3c")
    vehicles.crane(canvas, 900, 690, 610, 260)
    canvas.box(0, 676, WIDTH, HEIGHT, "#b59c74")
    canvas.box(0, 700, WIDTH, 74, "#2f7fa3")
    for x in range(0, WIDTH, 100):
        canvas.line([(x, 700), (x, 774)], 3, "#ffffff", alpha=90)
        canvas.polygon([(x, 774), (x + 50, 774), (x + 34, 788), (x - 16, 788)], "#f2c230")
    for x in (300, 430, 760):
        people.person(canvas, x, 870, 180, people.WORKER)
    canvas.polygon([(860, 880), (1020, 880), (980, 820), (910, 810)], "#9a7b52")


def factory(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 560)
    land.ranges(canvas, 540, 3, height=190)
    for tooth in range(6):
        x = 60 + tooth * 180
        canvas.polygon([(x, 420), (x, 320), (x + 180, 420)], "#8fa6ad")
        canvas.polygon([(x + 8, 410), (x + 8, 340), (x + 70, 376), (x + 70, 410)], "#d5ecef")
    canvas.box(60, 418, 1080, 260, "#e9e2d2")
    canvas.box(60, 418, 1080, 26, "#3aa08a")
    for column in range(9):
        buildings.window(canvas, 100 + column * 118, 480, 64, 54, 0.7)
    for x in (200, 560, 900):
        canvas.box(x, 570, 130, 110, "#7b898d")
        for line in range(5):
            canvas.line([(x, 586 + line * 20), (x + 130, 586 + line * 20)], 2, "#5f6c70")
    canvas.box(0, 676, WIDTH, HEIGHT, "#a7aaa5")
    for x in range(40, WIDTH, 170):
        canvas.box(x, 700, 90, 8, "#f6f2dd")
    for place, code in enumerate(["#c9574a", "#2f7fa3", "#e0a93b"]):
        canvas.box(60 + place * 8, 640 - place * 66, 190, 62, code)
        for rib in range(7):
            canvas.line(
                [
                    (74 + place * 8 + rib * 26, 646 - place * 66),
                    (74 + place * 8 + rib * 26, 696 - place * 66),
                ],
                2,
                "#000000",
                alpha=45,
            )
    vehicles.lorry(canvas, 640 - 60 * number, 820, 1.15, ["#2f7fa3", "#c74d3c", "#2f8a70"][number % 3])
    people.person(canvas, 1010, 850, 170, people.WORKER)
    people.person(canvas, 1090, 860, 170)


def courtyard(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 330)
    buildings.house(canvas, -30, 560, 530, 250)
    buildings.house(canvas, 700, 560, 530, 250)
    buildings.house(canvas, 440, 540, 320, 210, "#efe3cd")
    land.paving(canvas, 556, "#cbbf9f", "#a79b7d")
    plants.tree(canvas, 1010, 720, 2.3, "#4a8757")
    line = [(60, 330), (330, 366), (560, 330)]
    canvas.line(line, 2, "#6b5a48")
    for place, code in enumerate(["#d9694a", "#fbfaf5", "#2f7fa3", "#e0a93b", "#fbfaf5"]):
        x = 110 + place * 86
        canvas.polygon([(x, 352), (x + 56, 354), (x + 52, 430), (x + 4, 428)], code)
    canvas.ellipse(520, 780, 240, 44, "#8a5f36")
    canvas.ellipse(520, 768, 240, 44, "#b98552")
    for place in range(5):
        dish(canvas, 380 + place * 70, 764 + 12 * (place % 2), place)
    canvas.box(500, 790, 40, 76, "#8a5f36")
    for place, x in enumerate((250, 380, 660, 790)):
        people.seated(canvas, x, 830 + 20 * (place % 2), 170)
    people.person(canvas, 560, 690, 180, Look(shirt="#f4f6f5"))
    if number in (5, 6):
        people.child(canvas, 900, 800, 120)


def dish(canvas: Canvas, x: float, y: float, number: int) -> None:
    canvas.ellipse(x, y, 32, 10, "#fdfaf2")
    canvas.ellipse(x, y - 4, 24, 8, ["#6f9a3f", "#d98a3c", "#f2dfa0", "#a5532f", "#7fae6a"][number % 5])


def stage(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 560)
    if canvas.light.is_dark:
        canvas.glow(600, 420, 560, "#ffb45a", 0.4)
    land.ground(canvas, 560, "#6f6a58")
    canvas.box(190, 190, 820, 420, "#6b2432")
    for fold in range(14):
        canvas.polygon(
            [(190 + fold * 59, 190), (220 + fold * 59, 190), (214 + fold * 59, 600), (196 + fold * 59, 600)],
            "#a53a42",
            alpha=150,
        )
    canvas.polygon(
        [(330, 240), (870, 240), (840, 560), (360, 560)], "#e9c98a", raw=canvas.light.is_dark, alpha=220
    )
    canvas.ellipse(600, 330, 90, 90, "#f6e7bd", raw=canvas.light.is_dark)
    canvas.polygon([(380, 560), (520, 400), (640, 520), (740, 430), (830, 560)], "#c98f5a", alpha=200)
    buildings.tiled_roof(canvas, 150, 190, 900, 90, "#50585c")
    for x in (170, 990):
        canvas.box(x, 190, 40, 430, "#a5322b")
    canvas.box(130, 600, 940, 70, "#8a5f36")
    canvas.box(130, 592, 940, 16, "#c9996a")
    for x in range(250, 1000, 125):
        buildings.lantern(canvas, x, 196, 0.6)
    actors(canvas, number)
    people.crowd(canvas, 770, 15, 1.05)


def actors(canvas: Canvas, number: int) -> None:
    for place, (x, code) in enumerate([(470, "#d1342f"), (620, "#2f7fa3"), (750, "#e0a93b")]):
        canvas.polygon([(x - 30, 500), (x + 30, 500), (x + 62, 596), (x - 62, 596)], code, raw=True)
        canvas.polygon([(x - 30, 504), (x - 86, 556), (x - 66, 572), (x - 20, 530)], code, raw=True)
        canvas.polygon([(x + 30, 504), (x + 88, 474), (x + 98, 496), (x + 24, 534)], code, raw=True)
        canvas.box(x - 34, 540, 68, 12, "#f2cd72", raw=True)
        canvas.ellipse(x, 478, 20, 23, "#f6dcc0", raw=True)
        canvas.slice(x, 470, 28, 30, 180, 360, "#2b2523", raw=True)
        for pin in (-20, 0, 20):
            canvas.ellipse(
                x + pin, 446 + abs(pin) / 4, 7, 7, ["#f2cd72", "#ff8a55", "#9affc8"][place], raw=True
            )
        for side in (-8, 8):
            canvas.ellipse(x + side, 482, 5, 3.4, "#e88a8a", raw=True)
        if number == 2:
            canvas.line([(x - 70, 556), (x - 30, 250)], 1.4, "#f0e4cd")
            canvas.line([(x + 90, 486), (x + 20, 250)], 1.4, "#f0e4cd")


def track(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 400)
    for row in range(5):
        canvas.box(0, 300 + row * 30, WIDTH, 30, ["#d9d3c4", "#c9c1b1"][row % 2])
        for x in range(10, WIDTH, 27):
            if canvas.chance.random() < 0.75:
                canvas.ellipse(x, 306 + row * 30, 9, 11, canvas.chance.choice(people.SHIRTS))
    canvas.box(0, 446, WIDTH, 200, "#6fa05a")
    for stripe in range(6):
        canvas.polygon(
            [
                (stripe * 220 - 40, 446),
                (stripe * 220 + 60, 446),
                (stripe * 240 + 20, 650),
                (stripe * 240 - 100, 650),
            ],
            "#86b56c",
        )
    canvas.box(0, 640, WIDTH, HEIGHT, "#c4593f")
    for lane in range(6):
        y = 650 + lane * lane * 9 + lane * 12
        canvas.line([(0, y), (WIDTH, y - 12)], 3 + lane * 0.6, "#fbf3e2")
    for x in (420, 760):
        canvas.box(x, 420, 9, 200, "#8d989b")
    canvas.line([(424, 462), (764, 462)], 7, "#f2c230")
    canvas.box(430, 580, 330, 60, "#3f6fb0", radius=12)
    jumper(canvas, 590, 430)
    for x in (160, 260, 950, 1050):
        people.person(
            canvas, x, 850, 170, Look(shirt="#fbfaf5" if x < 600 else "#2f7fa3", trousers="#c9574a")
        )


def jumper(canvas: Canvas, x: float, y: float) -> None:
    canvas.line([(x - 60, y - 20), (x, y - 34), (x + 56, y - 10)], 30, "#d9694a")
    canvas.line([(x + 56, y - 12), (x + 118, y - 46)], 17, "#e3b68f")
    canvas.line([(x + 50, y - 6), (x + 112, y + 4)], 17, "#e3b68f")
    canvas.line([(x - 50, y - 26), (x - 104, y - 70)], 11, "#e3b68f")
    canvas.ellipse(x - 88, y - 22, 18, 19, "#e3b68f")
    canvas.slice(x - 90, y - 24, 19, 20, 90, 270, "#2b2523")


SCENES = {
    "school": school,
    "clinic": clinic,
    "market": market,
    "construction": construction,
    "factory": factory,
    "courtyard": courtyard,
    "stage": stage,
    "track": track,
}

"""The city's streets: old shops, lanterns, avenues, crossings, buses and trains."""

from math import pi, sin

from portal.demo.drawing import buildings, land, people, plants, sky, vehicles, water
from portal.demo.drawing.canvas import HEIGHT, WIDTH, Canvas
from portal.demo.drawing.people import Look


def old_street(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 420)
    buildings.street(canvas, 700, 470)
    land.paving(canvas, 700)
    for x in range(60, WIDTH, 190):
        buildings.lantern(
            canvas, x + canvas.chance.uniform(-20, 20), 300 + canvas.chance.uniform(0, 40), 0.62
        )
    xs = [canvas.chance.uniform(60 + 210 * place, 200 + 210 * place) for place in range(3)]
    people.passers(canvas, 800, xs, 170)
    if number % 2:
        people.child(canvas, xs[0] + 80, 806, 112)
    if number in (1, 5):
        for x in (760, 860, 960):
            people.seated(canvas, x, 860, 150)


def lantern(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 520)
    buildings.street(canvas, 690, 330)
    land.paving(canvas, 690, "#7d7468", "#5f574c")
    codes = ["#d43a2a", "#e0862a", "#c7375f", "#d43a2a"]
    for row in range(3):
        y = 20 + row * 84
        canvas.line([(x, y + 40 * sin(pi * x / WIDTH)) for x in range(0, WIDTH + 40, 40)], 2, "#4b3a34")
        for place in range(7 - row):
            x = 90 + place * (1040 / (6 - row)) + row * 26
            buildings.lantern(
                canvas, x, y + 40 * sin(pi * x / WIDTH), 0.62 + 0.2 * row, codes[(place + number) % 4]
            )
    people.passers(canvas, 850, [160, 420, 700, 980], 190)
    people.child(canvas, 520, 860, 122)
    if number == 5:
        cart(canvas, 840, 850)


def cart(canvas: Canvas, x: float, y: float) -> None:
    canvas.box(x, y - 92, 220, 60, "#a5744a", radius=6)
    for axle in (46, 176):
        vehicles.wheel(canvas, x + axle, y - 20, 26)
    canvas.box(x + 92, y - 250, 10, 160, "#8a5f36")
    canvas.ellipse(x + 97, y - 230, 36, 56, "#d9b277")
    for turn in range(9):
        stick = x + 60 + turn * 9
        canvas.line([(x + 97, y - 230), (stick, y - 330 + abs(turn - 4) * 12)], 3, "#8a5f36")
        for berry in range(4):
            share = 0.45 + berry * 0.17
            canvas.ellipse(
                x + 97 + (stick - x - 97) * share,
                y - 230 + (-100 + abs(turn - 4) * 12) * share,
                9,
                9,
                "#c8262a",
                raw=True,
            )


def skyline(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 560, (760, 420))
    land.ranges(canvas, 560, 3, height=180)
    buildings.skyline(canvas, 570, 330, 0.35)
    canvas.box(0, 556, WIDTH, 20, "#5f8f62")
    for x in range(0, WIDTH, 44):
        canvas.ellipse(x, 556, 30, 22, "#4f8557", depth=0.15)
    water.water(canvas, 576)
    water.sun_path(canvas, 760, 576)
    land.ground(canvas, 850, "#57804f", 14)
    for x in (190, 300, 860):
        people.person(canvas, x, 880, 120)


def street_trees(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 430)
    buildings.skyline(canvas, 440, 240, 0.4)
    canvas.box(0, 436, WIDTH, HEIGHT, "#c9bfa9")
    canvas.polygon([(560, 440), (640, 440), (1010, HEIGHT), (190, HEIGHT)], "#84898c")
    for step in range(6):
        y = 450 + step * step * 13
        canvas.polygon(
            [(597, y), (603, y), (606 + step, y + 16 + step * 6), (594 - step, y + 16 + step * 6)], "#f6f2dd"
        )
    for step in range(5):
        size = 0.5 + step * 0.42
        y = 470 + step * step * 22
        reach = 110 + step * step * 26
        for side in (-1, 1):
            plants.tree(canvas, 600 + side * reach, y, size, ["#3f7d4e", "#4f8f52"][step % 2])
            buildings.lamp_post(canvas, 600 + side * (reach + 36 * size), y, 200 * size)
    if number == 3:
        vehicles.lorry(canvas, 520, 700, 0.6, "#3aa08a")
        canvas.slice(520, 690, 110, 60, 90, 200, "#dff1f2", alpha=150)
    elif number == 1:
        fruit(canvas)
    else:
        people.passers(canvas, 850, [330, 860], 170)


def fruit(canvas: Canvas) -> None:
    for _ in range(46):
        canvas.ellipse(canvas.chance.uniform(40, 420), canvas.chance.uniform(230, 520), 9, 12, "#f0b23a")
        canvas.ellipse(canvas.chance.uniform(800, 1160), canvas.chance.uniform(230, 520), 9, 12, "#f0b23a")
    for x in (330, 840):
        people.person(canvas, x, 860, 170, people.WORKER)
        canvas.polygon([(x + 50, 800), (x + 150, 800), (x + 136, 866), (x + 64, 866)], "#b98552")
        for dx in range(5):
            canvas.ellipse(x + 66 + dx * 17, 796, 13, 14, "#f0b23a")


def crosswalk(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 400)
    buildings.skyline(canvas, 430, 300, 0.35)
    for x in (70, 330, 900, 1130):
        plants.tree(canvas, x, 486, 1.0)
    canvas.box(0, 470, WIDTH, 46, "#d0c4ac")
    wet = canvas.light.is_wet
    canvas.box(0, 512, WIDTH, HEIGHT, "#6f777b" if wet else "#84898c")
    for stripe in range(8):
        top, foot = 330 + stripe * 76, 70 + stripe * 150
        canvas.polygon([(top, 560), (top + 44, 560), (foot + 96, 860), (foot, 860)], "#fbf8ef")
    light_post(canvas, 1060, 560, number)
    people.person(canvas, 230, 700, 200, people.OFFICER)
    canvas.line([(262, 590), (320, 560)], 13, "#27436b")
    canvas.ellipse(328, 556, 20, 20, "#d1442f")
    for place in range(4):
        x = 440 + place * 112
        child_look = Look(
            bag=["#d1442f", "#e0a93b", "#2f7fa3", "#4d8f63"][place],
            umbrella="#e0a93b" if wet and place % 2 else "",
        )
        people.child(canvas, x, 740 + 20 * (place % 2), 128, child_look)
    people.person(canvas, 900, 740, 190, Look(umbrella="#b7547a" if wet else ""))
    if wet:
        sky.rain(canvas)


def light_post(canvas: Canvas, x: float, y: float, number: int) -> None:
    canvas.box(x - 5, y - 330, 10, 330, "#59646a")
    canvas.box(x - 28, y - 430, 56, 132, "#2b3336", radius=10)
    for place, code in enumerate(["#6b2b26", "#6b5a26", "#3fd07f"]):
        canvas.ellipse(x, y - 408 + place * 43, 16, 16, code, raw=place == 2)
    canvas.glow(x, y - 322, 80, "#3fd07f", 0.4)


def bus(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 420)
    if number in (2, 6):
        land.ranges(canvas, 470, 4, height=240)
        canvas.box(0, 470, WIDTH, 200, "#8fae63")
        for x in (120, 420, 980):
            buildings.house(canvas, x, 560, 150, 80)
    else:
        buildings.skyline(canvas, 480, 320, 0.35)
    for x in (60, 330, 900):
        plants.tree(canvas, x, 620, 1.5)
    canvas.box(0, 610, WIDTH, 60, "#cfc5b0")
    canvas.box(0, 668, WIDTH, HEIGHT, "#7f8589")
    for x in range(20, WIDTH, 200):
        canvas.box(x, 850, 110, 12, "#f6f2dd")
    stop(canvas, 985, 668)
    vehicles.bus(canvas, 150 + 40 * (number % 3), 780, 1.12, ["#1f8a70", "#2f7fa3", "#d9694a"][number % 3])
    people.person(canvas, 950, 700, 170)
    people.person(canvas, 1090, 705, 165, Look(skirt=True))


def stop(canvas: Canvas, x: float, y: float) -> None:
    canvas.box(x, y - 240, 10, 240, "#59646a")
    canvas.box(x - 38, y - 300, 86, 76, "#1f7a6c", radius=10)
    canvas.box(x - 24, y - 284, 58, 26, "#fdfaf2", radius=6)
    canvas.box(x - 24, y - 250, 40, 10, "#fdfaf2", radius=4)
    canvas.box(x + 44, y - 210, 130, 8, "#7a8487")
    canvas.box(x + 160, y - 210, 8, 210, "#7a8487")


def train(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 400)
    land.ranges(canvas, 420, 3, height=200)
    canvas.box(0, 420, WIDTH, 100, "#86a562")
    vehicles.train(canvas, 640, ["#2c6e5d", "#a53a32"][number % 2])
    canvas.box(0, 640, WIDTH, 30, "#6d675d")
    canvas.box(0, 660, WIDTH, HEIGHT, "#c9c1b1")
    canvas.box(0, 684, WIDTH, 14, "#f2c230")
    canvas.box(0, 120, WIDTH, 26, "#5f6c70")
    canvas.polygon([(0, 60), (WIDTH, 20), (WIDTH, 130), (0, 130)], "#7b898d")
    for x in (150, 590, 1030):
        canvas.box(x, 140, 24, 560, "#8d989b")
    canvas.line([(392, 140), (392, 190)], 3, "#59646a")
    canvas.box(320, 190, 150, 52, "#124d43", radius=6)
    canvas.box(340, 208, 66, 15, "#f6dfa4", radius=4, raw=True)
    people.passers(canvas, 830, [260, 480, 760, 930], 190)
    for x in (330, 1000):
        canvas.box(x, 770, 62, 76, "#b7547a" if x == 330 else "#2f7fa3", radius=8)
        canvas.box(x + 22, 748, 18, 26, "#4b5559", radius=4)


def police_booth(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 470)
    buildings.street(canvas, 640, 330)
    land.paving(canvas, 640, "#9a9488", "#7d776c")
    x, y = 620, 790
    canvas.box(x - 150, y - 300, 300, 300, "#f4f6f5", radius=6)
    canvas.box(x - 150, y - 96, 300, 36, "#27538f")
    canvas.box(x - 176, y - 330, 352, 40, "#27538f", radius=6)
    canvas.ellipse(x, y - 350, 26, 22, "#3f7fe0", raw=True)
    canvas.ellipse(x - 26, y - 348, 14, 18, "#d1342f", raw=True)
    for left, wide in ((-132, 140), (28, 104)):
        lit = canvas.light.is_dark
        canvas.box(x + left, y - 260, wide, 140, "#ffe0a0" if lit else "#8fbac6", radius=4, raw=lit)
    people.person(canvas, x - 62, y - 96, 150, people.OFFICER)
    canvas.box(x - 150, y - 120, 300, 24, "#e9eceb")
    canvas.box(x + 28, y - 240, 104, 240, "#dfe7ea")
    canvas.box(
        x + 40,
        y - 226,
        80,
        110,
        "#ffe0a0" if canvas.light.is_dark else "#8fbac6",
        radius=4,
        raw=canvas.light.is_dark,
    )
    if canvas.light.is_dark:
        canvas.glow(x - 40, y - 190, 330, "#ffcf80", 0.5)
        canvas.polygon(
            [(x - 150, y), (x + 150, y), (x + 330, HEIGHT), (x - 330, HEIGHT)], "#ffdf9a", raw=True, alpha=50
        )
    people.person(canvas, x + 250, y + 50, 190, Look(skirt=True))
    plants.tree(canvas, 150, 790, 2.0)
    buildings.lamp_post(canvas, 1040, 800, 400)


SCENES = {
    "old_street": old_street,
    "lantern": lantern,
    "skyline": skyline,
    "street_trees": street_trees,
    "crosswalk": crosswalk,
    "bus": bus,
    "train": train,
    "police_booth": police_booth,
}

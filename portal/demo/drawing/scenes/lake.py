"""Lake and river: 万绿湖 in its seasons, the Dongjiang in flood, bridges, dam and gauge."""

from math import pi, sin

from portal.demo.drawing import buildings, land, people, plants, sky, water
from portal.demo.drawing.canvas import HEIGHT, WIDTH, Canvas


def lake(canvas: Canvas, number: int) -> None:
    shore = 500 + number % 3 * 30
    open_lake(canvas, shore)
    plants.reeds(canvas, 130 if number % 2 else 1080, HEIGHT + 10, 34, 260)
    if number % 2:
        sky.birds(canvas, 620, 170)
    if canvas.light.is_wet:
        water.rings(canvas, shore)
        sky.rain(canvas, 300)


def open_lake(canvas: Canvas, shore: float) -> float:
    """Draw sky, ranges, islands and the water that mirrors them; return where the sun stands."""
    sun = canvas.chance.uniform(320, 880)
    sky.sky(canvas, shore, (sun, shore - 150))
    land.ranges(canvas, shore, 4)
    for _ in range(canvas.chance.randint(2, 3)):
        width = canvas.chance.uniform(170, 330)
        plants.isle(
            canvas,
            canvas.chance.uniform(100, 1100),
            shore,
            width,
            width * 0.26,
            "#2c6b50",
            depth=canvas.chance.uniform(0.05, 0.3),
        )
    water.water(canvas, shore)
    if canvas.light.is_low:
        water.sun_path(canvas, sun, shore)
    return sun


def lake_boat(canvas: Canvas, number: int) -> None:
    open_lake(canvas, 480)
    if number == 5 or number == 1:
        water.ferry(canvas, 560, 660, 1.05)
    else:
        water.boat(canvas, 480 + 60 * (number % 3), 690, 1.15)
    if number == 5:
        pier(canvas)
    plants.reeds(canvas, 1110, HEIGHT + 10, 26, 230)


def pier(canvas: Canvas) -> None:
    canvas.polygon([(-10, 800), (420, 770), (470, 810), (-10, 880)], "#9a7550")
    for x in range(20, 440, 56):
        canvas.line([(x, 798 - x * 0.06), (x + 10, 868 - x * 0.14)], 3, "#7a5a3a")
        canvas.box(x, 806 - x * 0.06, 12, 100, "#6b4d33")
    people.person(canvas, 330, 800, 130)
    people.child(canvas, 385, 798, 86)
    canvas.line([(398, 748), (430, 650)], 1.6, "#555555")
    canvas.ellipse(434, 622, 26, 32, "#e2574a")


def lake_mist(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 520, (860, 300))
    for step in range(5):
        nearness = step / 4
        line = land.ridge(canvas, 330 + 52 * step, 66 - 6 * step, "#2f6d62", depth=0.86 - 0.17 * step)
        if nearness > 0.5:
            plants.woods(canvas, line, 26 + 10 * step, "#2a6452", depth=0.86 - 0.17 * step)
        sky.mist(canvas, 392 + 46 * step, 86, 170)
    water.water(canvas, 600, mirror=0.62)
    sky.mist(canvas, 602, 110, 220)
    if number == 1:
        water.boat(canvas, 420, 740, 0.9)
    else:
        boardwalk(canvas)


def boardwalk(canvas: Canvas) -> None:
    canvas.polygon([(560, HEIGHT), (860, HEIGHT), (742, 680), (700, 680)], "#9a7550")
    for step in range(9):
        y = 690 + step * step * 3.0
        half = 22 + (y - 680) * 0.58
        canvas.line([(722 - half * 0.98, y), (722 + half * 0.9, y)], 2 + step * 0.5, "#7a5a3a")
    for x, y, tall in [
        (694, 690, 40),
        (748, 690, 40),
        (640, 770, 70),
        (800, 770, 70),
        (570, 880, 110),
        (880, 880, 110),
    ]:
        canvas.box(x, y - tall, 6 + tall / 14, tall, "#7a5a3a")
    people.person(canvas, 716, 722, 62)


def rain_river(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 430)
    land.ranges(canvas, 430, 3, height=170)
    buildings.skyline(canvas, 440, 190, 0.5)
    canvas.box(0, 432, WIDTH, 24, "#7f9377")
    water.water(canvas, 452, "#9a8a6a", 0.28, calm=1.5)
    for _ in range(16):
        x, y = canvas.chance.uniform(0, WIDTH), canvas.chance.uniform(500, 690)
        canvas.line([(x, y), (x + 60, y - 7), (x + 130, y)], 4, "#d9cdb2", alpha=150)
    water.rings(canvas, 470, 26)
    if number % 2:
        buildings.railing(canvas, 800)
        for place, code in enumerate(["#d9694a", "#e0a93b", "#2f7fa3"][: 2 + number % 2]):
            people.person(
                canvas, 180 + 100 * (number % 4) + 330 * place, 876, 190, people.Look(umbrella=code)
            )
    else:
        bank(canvas)
    plants.tree(canvas, 1090 if number % 3 else 110, 860, 1.9)
    sky.rain(canvas)


def bank(canvas: Canvas) -> None:
    canvas.polygon([(0, 760), (380, 730), (760, 800), (WIDTH, 770), (WIDTH, HEIGHT), (0, HEIGHT)], "#6f7a4d")
    for number in range(17):
        x = 120 + number * 52
        canvas.ellipse(x, 800 + 14 * sin(number), 38, 22, "#cdbb90")
        canvas.ellipse(x + 20, 772 + 14 * sin(number), 36, 21, "#d9c89e")
        canvas.line([(x - 24, 800 + 14 * sin(number)), (x + 24, 800 + 14 * sin(number))], 2, "#9a8a63")
    for x in (330, 560, 700):
        people.person(canvas, x, 890, 180, people.WORKER)


def bridge(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 520, (300 + 150 * number, 370))
    land.ranges(canvas, 500, 3, height=160)
    buildings.skyline(canvas, 520, 230, 0.4)
    arches(canvas, 520, 5)
    water.water(canvas, 540)
    if number == 3:
        platform(canvas)
    elif number == 2:
        steps(canvas)
    else:
        plants.tree(canvas, 90, 900, 2.0)
        canvas.polygon([(0, 850), (260, 880), (300, HEIGHT), (0, HEIGHT)], "#5f8a52")


def arches(canvas: Canvas, y: float, count: int) -> None:
    deck = y - 96
    canvas.box(0, deck, WIDTH, 40, "#e6ddcb")
    canvas.box(0, deck + 40, WIDTH, y - deck - 20, "#d6cab3")
    step = WIDTH / count
    for number in range(count):
        x = step * (number + 0.5)
        canvas.slice(x, y + 40, step * 0.42, 108, 180, 360, "#6f8f96")
        canvas.arc(x, y + 40, step * 0.42, 108, 180, 360, 9, "#efe7d6")
    for x in range(0, WIDTH, 46):
        canvas.box(x, deck - 28, 8, 28, "#efe7d6")
    canvas.box(0, deck - 32, WIDTH, 8, "#efe7d6")
    for number in range(count + 1):
        buildings.lamp_post(canvas, step * number + 20, deck, 96)


def platform(canvas: Canvas) -> None:
    canvas.box(0, 800, 620, 100, "#8f8f88")
    canvas.box(0, 790, 620, 16, "#b5b3a8")
    for x in range(10, 620, 76):
        canvas.box(x, 716, 8, 80, "#d7d4c8")
    canvas.box(0, 716, 620, 8, "#d7d4c8")
    for x in (170, 390):
        people.seated(canvas, x, 806, 140)
        canvas.line([(x + 20, 740), (x + 180, 640), (x + 230, 830)], 2.4, "#e9e2cf")
    buildings.lamp_post(canvas, 520, 800, 260)


def steps(canvas: Canvas) -> None:
    for number in range(6):
        canvas.box(0, 720 + number * 32, 420 + number * 62, 34, ["#b5a88f", "#a2957c"][number % 2])
    people.person(canvas, 230, 740, 130)
    plants.tree(canvas, 60, 730, 1.5, lean=0.4)


def dam(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 420)
    land.ranges(canvas, 400, 4, height=260)
    canvas.polygon([(0, 330), (260, 380), (300, 640), (0, 700)], "#3f6f4b")
    canvas.polygon([(WIDTH, 320), (940, 380), (900, 640), (WIDTH, 700)], "#38674a")
    canvas.polygon([(230, 360), (970, 360), (930, 650), (270, 650)], "#d9d6cb")
    canvas.box(220, 344, 760, 26, "#c2bfb2")
    gates = 5
    for gate in range(gates):
        x = 330 + gate * 112
        canvas.box(x - 10, 312, 14, 66, "#b3b0a3")
        canvas.box(x, 380, 74, 60, "#6a8a91")
        if number in (1, 2, 3) or gate in (1, 3):
            canvas.polygon([(x, 430), (x + 74, 430), (x + 92, 690), (x - 18, 690)], "#eef5f4")
            for _ in range(8):
                left = x + canvas.chance.uniform(-4, 76)
                canvas.line(
                    [(left, 440), (left + canvas.chance.uniform(-12, 12), 680)], 3, "#bcd5d8", alpha=170
                )
    canvas.box(320, 300, 590, 16, "#cfccbf")
    water.water(canvas, 676, "#6f9a97" if not canvas.light.is_wet else "#8f907a", 0.3, 1.4)
    for _ in range(60):
        canvas.ellipse(
            canvas.chance.uniform(280, 920),
            canvas.chance.uniform(664, 722),
            canvas.chance.uniform(14, 40),
            canvas.chance.uniform(7, 16),
            "#f7fbfa",
            alpha=150,
        )
    plants.bush(canvas, 120, 880, 2.4)
    plants.bush(canvas, 1110, 890, 2.8, "#437f4c")
    if canvas.light.is_wet:
        people.person(canvas, 300, 880, 150, people.Look(shirt="#e0a93b", umbrella="#2f7fa3"))
        sky.rain(canvas)


def gauge(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 330)
    land.ranges(canvas, 330, 3, height=150)
    water.water(canvas, 360, "#94876a" if canvas.light.is_wet else "#5f938c", 0.3, 1.2)
    x, top, foot = 560, 110, 700
    canvas.box(x - 18, top - 20, 150, foot - top + 60, "#a9a79c", radius=6)
    canvas.box(x, top, 114, foot - top, "#fbfaf4", radius=3)
    for step in range(12):
        y = top + 16 + step * 48
        code = "#c83a2c" if step < 3 else "#2a5d9c"
        canvas.box(x + 4, y, 54, 20, code)
        canvas.box(x + 4, y + 20, 26, 12, code)
        canvas.box(x + 70, y + 2, 32, 14, "#4b5559", radius=3)
    canvas.line([(x - 90, top + 150), (x + 190, top + 150)], 7, "#c83a2c")
    level = 560 if canvas.light.is_wet else 640
    canvas.wash(
        level, HEIGHT, [canvas.light.tone("#94876a" if canvas.light.is_wet else "#4f8a86")] * 2, [205, 250]
    )
    for ring in range(4):
        canvas.arc(
            x + 56, level + 8, 90 + ring * 46, 16 + ring * 9, 0, 360, 3, "#f3efe0", alpha=150 - ring * 30
        )
    plants.reeds(canvas, 1050, HEIGHT + 10, 36, 330)
    if canvas.light.is_wet:
        sky.rain(canvas)


def fountain(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 520)
    buildings.skyline(canvas, 520, 260, 0.25)
    colours = ["#7fd0ff", "#ff9ad0", "#ffe08a", "#9affc8", "#c6a4ff"]
    for jet in range(9):
        x = 200 + jet * 100
        tall = 150 + 200 * sin(pi * (jet + 0.5) / 9)
        code = colours[jet % 5]
        canvas.glow(x, 520 - tall * 0.4, tall * 0.7, code, 0.35)
        for _ in range(14):
            spread = canvas.chance.uniform(-34, 34)
            canvas.line(
                [
                    (x, 540),
                    (x + spread * 0.4, 540 - tall * canvas.chance.uniform(0.8, 1)),
                    (x + spread, 560 - tall * 0.5),
                ],
                2.4,
                code,
                raw=True,
                alpha=130,
            )
    water.water(canvas, 540, mirror=0.7)
    people.crowd(canvas, 790, 17, 0.9)


SCENES = {
    "lake": lake, "lake_boat": lake_boat, "lake_mist": lake_mist, "rain_river": rain_river, "bridge": bridge,
    "dam": dam, "gauge": gauge, "fountain": fountain,
}  # fmt: skip

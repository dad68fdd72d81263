"""Rooms of the city: the service hall, the library, the laboratory, the museum; and what is on paper."""

from math import cos, pi, sin

from portal.demo.drawing import charts, interiors, maps, people, plants
from portal.demo.drawing.canvas import HEIGHT, WIDTH, Canvas
from portal.demo.drawing.people import Look


def service_hall(canvas: Canvas, number: int) -> None:
    interiors.room(canvas, 640, ["#eef0e8", "#f0e8da", "#e6eeee"][number % 3], "#c6c2b4")
    interiors.pane(canvas, 70, 130, 240, 250)
    interiors.signboard(canvas, 420, 90, 520, ["#124d43", "#27436b"][number % 2])
    interiors.clock(canvas, 1040, 140)
    for place in range(3):
        x = 400 + place * 260
        people.person(canvas, x, 640, 210, Look(shirt=["#f4f6f5", "#27538f", "#f4f6f5"][place]))
        interiors.screen(canvas, x + 84, 508)
        canvas.box(x - 60, 300, 110, 44, "#1d3b3a", radius=6)
        canvas.box(x - 44, 314, 60, 16, "#ffb443", radius=4, raw=True)
    interiors.counter(canvas, 310, 510, 860, 180, ["#2b7d70", "#a5744a", "#3f6f93"][number % 3])
    if number == 3:
        boxes(canvas)
    interiors.pot_plant(canvas, 150, 700, 1.1)
    people.person(canvas, 480, 840, 240, Look(bag="#b98552"))
    people.person(canvas, 760, 850, 230, Look(skirt=True))
    people.seated(canvas, 1040, 860, 190)
    if number % 2:
        people.child(canvas, 570, 846, 150)


def boxes(canvas: Canvas) -> None:
    for place in range(5):
        x, y = 880 + place % 3 * 92, 720 - place // 3 * 62
        canvas.box(x, y, 86, 62, "#c9a26a", radius=3)
        canvas.box(x + 36, y, 14, 62, "#e2c48f")


def library(canvas: Canvas, number: int) -> None:
    interiors.room(canvas, 660, "#efe4d0", "#b98d5c")
    for place in range(3):
        interiors.bookcase(canvas, 40 + place * 250, 660, 236, 520)
    interiors.pane(canvas, 850, 150, 290, 340)
    for x in (420, 900):
        interiors.hanging_lamp(canvas, x, 210)
    for x in (360, 620, 900):
        people.seated(canvas, x, 800, 230)
    interiors.table(canvas, 180, 740, 860, 160)
    for place, code in enumerate(["#c24f3c", "#2f7f8a", "#e0b04a"]):
        x = 330 + place * 250
        canvas.polygon([(x - 56, 728), (x, 716), (x, 734), (x - 56, 746)], "#fdfaf2")
        canvas.polygon([(x, 716), (x + 56, 728), (x + 56, 746), (x, 734)], "#f3ead2")
        canvas.box(x + 80, 706, 66, 10, code, radius=2)
        canvas.box(x + 86, 696, 60, 10, "#4d7d52", radius=2)
    if number == 2:
        people.child(canvas, 1090, 850, 170)
    else:
        interiors.pot_plant(canvas, 1110, 850, 1.0)


def lab(canvas: Canvas, number: int) -> None:
    interiors.room(canvas, 640, "#e6eeec", "#b7bfbd")
    interiors.pane(canvas, 760, 110, 360, 300)
    for shelf in range(2):
        y = 250 + shelf * 130
        canvas.box(80, y, 520, 14, "#b98552", radius=3)
        for place in range(8):
            code = canvas.chance.choice(["#d98a3c", "#5fa8a0", "#c9574a", "#7a93c0", "#8fb04e"])
            canvas.box(104 + place * 62, y - 66, 38, 66, code, radius=8)
            canvas.box(110 + place * 62, y - 78, 26, 16, "#fdfaf2", radius=4)
            canvas.box(108 + place * 62, y - 44, 30, 20, "#fdfaf2", radius=2)
    people.person(canvas, 400, 760, 330, people.NURSE)
    if number == 3:
        people.child(canvas, 620, 780, 240)
    else:
        people.person(canvas, 930, 770, 320, people.NURSE)
    canvas.box(0, 690, WIDTH, 210, "#dfe6e3")
    for x in range(0, WIDTH, 200):
        canvas.box(x + 12, 722, 176, 160, "#eef2f0", radius=6)
        canvas.box(x + 78, 740, 44, 10, "#8fa3a8", radius=5)
    canvas.box(0, 676, WIDTH, 26, "#4d6f6a")
    interiors.microscope(canvas, 250, 676, 1.05)
    interiors.flask(canvas, 540, 676, 1.15, "#5fb0a8")
    interiors.flask(canvas, 670, 676, 0.85, "#e0a93b")
    interiors.tubes(canvas, 780, 676, ["#c9574a", "#e0a93b", "#5fb0a8", "#7a93c0"])
    canvas.ellipse(1060, 664, 70, 14, "#fdfaf2")
    for place in range(12):
        canvas.line([(1020 + place * 7, 654), (1036 + place * 6, 638)], 3, "#f2ead2")


def dinosaur(canvas: Canvas, number: int) -> None:
    night = canvas.light.has_stars
    canvas.wash(0, HEIGHT, [canvas.light.tone("#e9dcc0"), canvas.light.tone("#c9a877")])
    if night:
        canvas.box(0, 0, WIDTH, HEIGHT, "#101a33", alpha=90)
    for place, (x, size) in enumerate([(90, 1.6), (1090, 2.0), (980, 1.2), (220, 1.1)]):
        fern(canvas, x, 720 + place % 2 * 40, size)
    canvas.ellipse(600, 830, 640, 130, "#a98a5f")
    if number in (1, 3, 4):
        long_neck(canvas, 560, 760, 1.0)
    else:
        three_horn(canvas, 590, 770)
    nest(canvas, 880, 850, 6)
    if number == 3:
        people.child(canvas, 260, 860, 190)
    elif canvas.light.has_stars:
        for x, turn in ((170, 1), (1060, -1)):
            people.child(canvas, x, 880, 170)
            canvas.polygon(
                [(x + turn * 30, 780), (600 + turn * 60, 380), (600 - turn * 190, 560)],
                "#fff0c4",
                raw=True,
                alpha=64,
            )


def fern(canvas: Canvas, x: float, y: float, size: float) -> None:
    for number in range(9):
        angle = -pi * (0.08 + 0.84 * number / 8)
        length = 210 * size
        tip = x + cos(angle) * length, y + sin(angle) * length
        code = ["#4f8a4b", "#6ba055", "#3c7445"][number % 3]
        canvas.line([(x, y), tip], 4 * size, code)
        for step in range(2, 10):
            at = x + (tip[0] - x) * step / 10, y + (tip[1] - y) * step / 10
            for side in (-0.9, 0.9):
                plants.leaf(canvas, *at, 46 * size * (1.1 - step / 12), angle + side, code, 0.2)


def long_neck(canvas: Canvas, x: float, y: float, size: float) -> None:
    def at(*points):
        return [(x + a * size, y + b * size) for a, b in points]

    code, shade = "#4f9a86", "#3d7f6e"
    for leg in (-130, 70):
        canvas.box(x + (leg - 30) * size, y - 190 * size, 58 * size, 190 * size, shade, radius=20 * size)
    tail = [(-150, -230), (-300, -190), (-430, -90), (-500, -60)]
    for number in range(40):
        share = number / 39
        place = share * 3
        low = min(2, int(place))
        t = place - low
        px = tail[low][0] + (tail[low + 1][0] - tail[low][0]) * t
        py = tail[low][1] + (tail[low + 1][1] - tail[low][1]) * t
        canvas.ellipse(x + px * size, y + py * size, (74 - 66 * share) * size, (70 - 62 * share) * size, code)
    canvas.ellipse(x - 20 * size, y - 230 * size, 220 * size, 128 * size, code)
    for number in range(46):
        share = number / 45
        px, py = 140 + 190 * share**1.5, -270 - 340 * share + 70 * sin(pi * share)
        canvas.ellipse(x + px * size, y + py * size, (78 - 44 * share) * size, (72 - 40 * share) * size, code)
    canvas.ellipse(x + 352 * size, y - 622 * size, 62 * size, 40 * size, code)
    canvas.ellipse(x + 392 * size, y - 610 * size, 38 * size, 28 * size, code)
    canvas.ellipse(x + 352 * size, y - 636 * size, 9 * size, 10 * size, "#fdfaf2")
    canvas.ellipse(x + 354 * size, y - 636 * size, 5 * size, 6 * size, "#20302f")
    canvas.line(at((372, -592), (400, -588), (420, -600)), 4 * size, shade)
    for leg in (-60, 140):
        canvas.box(x + (leg - 32) * size, y - 200 * size, 64 * size, 214 * size, code, radius=22 * size)
        for toe in (-18, 0, 18):
            canvas.ellipse(x + (leg + toe) * size, y + 10 * size, 8 * size, 6 * size, "#e9dcc0")
    canvas.ellipse(x - 20 * size, y - 180 * size, 170 * size, 66 * size, "#a8d0b4", alpha=130)
    for dx, dy in [(-120, -290), (-60, -322), (10, -330), (80, -310), (150, -340), (-180, -260)]:
        canvas.ellipse(x + dx * size, y + dy * size, 20 * size, 15 * size, shade)


def three_horn(canvas: Canvas, x: float, y: float) -> None:
    code, shade = "#c98a52", "#a86c3a"
    canvas.polygon([(x - 200, y - 210), (x - 440, y - 70), (x - 190, y - 90)], code)
    for leg in (-150, -60, 90, 170):
        canvas.box(x + leg - 34, y - 130, 68, 140, shade if leg in (-60, 170) else code, radius=20)
    canvas.ellipse(x - 30, y - 190, 240, 130, code)
    canvas.ellipse(x + 230, y - 270, 120, 130, shade)
    for number in range(9):
        angle = pi * (0.62 + number * 0.12)
        canvas.ellipse(x + 230 + cos(angle) * 118, y - 270 + sin(angle) * 126, 19, 19, "#e2b07a")
    canvas.ellipse(x + 280, y - 220, 112, 84, code)
    canvas.polygon([(x + 340, y - 190), (x + 412, y - 176), (x + 350, y - 150)], "#d9c48a")
    for start, tip in [((270, -290), (350, -390)), ((310, -286), (400, -366)), ((362, -230), (412, -280))]:
        sx, sy = x + start[0], y + start[1]
        canvas.polygon([(sx - 16, sy + 10), (x + tip[0], y + tip[1]), (sx + 16, sy + 16)], "#f6ead0")
    canvas.ellipse(x + 300, y - 236, 13, 14, "#fdfaf2")
    canvas.ellipse(x + 303, y - 236, 7, 8, "#20302f")
    canvas.ellipse(x - 40, y - 150, 170, 60, "#e6bd8c", alpha=140)


def nest(canvas: Canvas, x: float, y: float, count: int) -> None:
    canvas.ellipse(x, y, 170, 42, "#7a5a3a")
    for number in range(count):
        left = x - 120 + number * 240 / (count - 1)
        canvas.ellipse(left, y - 34 - 10 * (number % 2), 36, 48, "#efe0c0")
        for _ in range(5):
            canvas.ellipse(
                left + canvas.chance.uniform(-22, 22),
                y - 36 + canvas.chance.uniform(-32, 24),
                4,
                4,
                "#b59a70",
            )
    canvas.slice(x, y - 4, 172, 46, 0, 180, "#8a6844")
    for _ in range(60):
        left = x + canvas.chance.uniform(-160, 150)
        canvas.line(
            [(left, y + canvas.chance.uniform(0, 26)), (left + 34, y + canvas.chance.uniform(-6, 26))],
            3,
            "#c9a26a",
        )


def chart_bars(canvas: Canvas, number: int) -> None:
    charts.bars(canvas, number)


def chart_ring(canvas: Canvas, number: int) -> None:
    charts.ring(canvas, number)


def map_detour(canvas: Canvas, number: int) -> None:
    maps.detour(canvas)


SCENES = {
    "service_hall": service_hall, "library": library, "lab": lab, "dinosaur": dinosaur, "chart_bars": chart_bars,
    "chart_ring": chart_ring, "map_detour": map_detour,
}  # fmt: skip

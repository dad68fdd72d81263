"""The sky above all: a night of stars, a day of storm."""

from portal.demo.drawing import buildings, land, people, plants, sky
from portal.demo.drawing.canvas import WIDTH, Canvas
from portal.demo.drawing.light import HOURS


def starry(canvas: Canvas, number: int) -> None:
    sky.sky(canvas, 700, (1040, 130))
    for _ in range(900):
        along = canvas.chance.random()
        x = along * 1300 - 50
        y = 620 - along * 560 + canvas.chance.gauss(0, 62)
        size = canvas.chance.uniform(0.6, 1.9)
        canvas.ellipse(x, y, size, size, "#e8ecff", raw=True, alpha=canvas.chance.randint(60, 200))
    for share in range(12):
        canvas.glow(share * 118 - 20, 640 - share * 52, 150, "#8fa4e6", 0.16)
    land.ridge(canvas, 690, 60, "#27405a", 0.2)
    land.ridge(canvas, 770, 34, "#1f3a3f")
    for x in (330, 720):
        telescope(canvas, x, 830)
        people.person(canvas, x + 88, 842, 150)
        people.child(canvas, x - 74, 846, 104)


def telescope(canvas: Canvas, x: float, y: float) -> None:
    for dx in (-46, 0, 46):
        canvas.line([(x, y - 96), (x + dx, y + 8)], 7, "#8b9092")
    canvas.line([(x - 74, y - 66), (x + 80, y - 160)], 30, "#f0f0ea")
    canvas.line([(x + 56, y - 146), (x + 86, y - 164)], 38, "#5d7fb3")


def storm(canvas: Canvas, number: int) -> None:
    canvas.light = canvas.light if canvas.light.has_stars else HOURS["rain"]
    sky.sky(canvas, 560)
    for band in range(9):
        y = 40 + band * 46
        sky.cloud(canvas, canvas.chance.uniform(0, WIDTH), y, canvas.chance.uniform(1.6, 2.6), "#56666f", 200)
    land.ranges(canvas, 560, 3, "#3f6a5c", 200)
    land.ground(canvas, 620, "#6f8560", 20)
    for x, y, size in [(140, 740, 1.5), (420, 690, 1.2), (760, 720, 1.4), (1060, 770, 1.9)]:
        bent_tree(canvas, x, y, size)
    buildings.house(canvas, 520, 700, 220, 100)
    for _ in range(70):
        x, y = canvas.chance.uniform(0, WIDTH), canvas.chance.uniform(120, 840)
        plants.leaf(canvas, x, y, canvas.chance.uniform(10, 24), canvas.chance.uniform(-0.5, 0.5), "#6f9a4f")
    if number == 3:
        people.person(canvas, 330, 840, 160, people.WORKER)
        people.person(canvas, 420, 850, 160, people.WORKER)
    sky.rain(canvas, 620, slant=1.25)


def bent_tree(canvas: Canvas, x: float, y: float, size: float) -> None:
    trunk = [(x, y), (x + 18 * size, y - 90 * size), (x + 66 * size, y - 170 * size)]
    canvas.line(trunk, 15 * size, "#6a4d38")
    for number in range(15):
        angle = -0.75 + number * 0.085
        plants.leaf(
            canvas,
            *trunk[-1],
            (150 - abs(number - 7) * 6) * size,
            angle,
            ["#3f7d4e", "#4f8f52", "#5f9a57"][number % 3],
            0.1,
        )


SCENES = {"starry": starry, "storm": storm}

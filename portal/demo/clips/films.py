"""Draws the demo's short films, one picture after the other."""

from collections.abc import Callable, Iterator
from math import pi, sin

from PIL import Image, ImageDraw

from portal.demo.drawing import buildings, land, people, plants, sky, water
from portal.demo.drawing.canvas import HEIGHT, WIDTH, Canvas
from portal.demo.drawing.light import HOURS

SIZE = (800, 600)
RATE = 15
SECONDS = 8


def film(canvas: Canvas, move: Callable[[Canvas, float], None]) -> Iterator[Image.Image]:
    """Yield the pictures of a film: what stands still, and what `move` puts on it at each share of the time."""
    still = canvas.image.copy()
    for number in range(RATE * SECONDS):
        canvas.image = still.copy()
        canvas.pen = ImageDraw.Draw(canvas.image, "RGBA")
        move(canvas, number / (RATE * SECONDS))
        yield canvas.image.resize(SIZE, Image.Resampling.BOX, reducing_gap=2)


def lake_at_dawn() -> Iterator[Image.Image]:
    """A fisher rows over the lake, birds pass."""
    canvas = Canvas(HOURS["dawn"], "lake film")
    sky.sky(canvas, 480, (760, 350))
    land.ranges(canvas, 480, 4)
    plants.isle(canvas, 300, 480, 280, 74, "#2c6b50", 0.15)
    plants.isle(canvas, 930, 480, 210, 54, "#2c6b50", 0.3)
    water.water(canvas, 480)
    water.sun_path(canvas, 760, 480)
    plants.reeds(canvas, 1110, HEIGHT + 10, 26, 230)

    def move(canvas: Canvas, share: float) -> None:
        for line in range(14):
            y = 520 + line * 27
            x = (line * 397 + share * 240 * (1 + line / 9)) % (WIDTH + 200) - 100
            canvas.line([(x, y), (x + 60 + line * 6, y)], 2 + line / 7, "#fde3bd", raw=True, alpha=110)
        water.boat(canvas, 160 + 760 * share, 680 + 5 * sin(share * 14 * pi), 1.1)
        for bird in range(4):
            x, y = 1250 - 900 * share + bird * 46, 150 + bird % 2 * 22 + bird * 8
            flap = 9 * sin(share * 40 * pi + bird)
            canvas.line([(x - 15, y - flap), (x, y), (x + 15, y - flap)], 3, "#33424a", alpha=200)

    return film(canvas, move)


def river_in_rain() -> Iterator[Image.Image]:
    """The swollen river runs past the embankment, it rains."""
    canvas = Canvas(HOURS["rain"], "river film")
    sky.sky(canvas, 430)
    land.ranges(canvas, 430, 3, height=170)
    buildings.skyline(canvas, 440, 190, 0.5)
    water.water(canvas, 452, "#9a8a6a", 0.28, calm=1.5)
    drops = [
        (canvas.chance.uniform(0, WIDTH), canvas.chance.uniform(0, HEIGHT), canvas.chance.uniform(30, 70))
        for _ in range(170)
    ]
    branches = [(canvas.chance.uniform(0, WIDTH), canvas.chance.uniform(500, 720)) for _ in range(22)]

    def move(canvas: Canvas, share: float) -> None:
        for x, y in branches:
            left = (x + share * 1500 * (y / 700)) % (WIDTH + 300) - 150
            canvas.line([(left, y), (left + 60, y - 7), (left + 130, y)], 4, "#d9cdb2", alpha=150)
        buildings.railing(canvas, 800)
        people.person(canvas, 860, 880, 190, people.Look(shirt="#e0a93b", umbrella="#2f7fa3"))
        for x, y, length in drops:
            top = (y + share * 9000) % (HEIGHT + 80) - 80
            canvas.line([(x, top), (x + length * 0.2, top + length)], 1.6, "#f2f7f7", raw=True, alpha=90)

    return film(canvas, move)


def fountain() -> Iterator[Image.Image]:
    """Jets of light rise and fall before the city."""
    canvas = Canvas(HOURS["night"], "fountain film")
    sky.sky(canvas, 520, (240, 120))
    buildings.skyline(canvas, 520, 260, 0.25)
    water.water(canvas, 540, mirror=0.6)
    colours = ["#7fd0ff", "#ff9ad0", "#ffe08a", "#9affc8", "#c6a4ff"]

    def move(canvas: Canvas, share: float) -> None:
        for jet in range(9):
            x, code = 200 + jet * 100, colours[(jet + int(share * 12)) % 5]
            tall = 90 + 130 * (1 + sin(2 * pi * (share * 4 + jet / 9)))
            canvas.glow(x, 540 - tall * 0.4, max(60, tall * 0.6), code, 0.3)
            for spray in range(-5, 6):
                tip = (x + spray * 2.4, 545 - tall * (1 - abs(spray) / 22))
                canvas.line(
                    [(x, 548), tip, (x + spray * 7, 552 - tall * 0.45)], 2.4, code, raw=True, alpha=130
                )
                mirrored = [(x, 552), (tip[0], 552 + tall * 0.5)]
                canvas.line(mirrored, 2.4, code, raw=True, alpha=50)
        for x in range(30, WIDTH, 90):
            canvas.ellipse(x, 880, 44, 60, people.SHIRTS[x // 90 % 8])
            canvas.ellipse(x, 812, 22, 25, "#2b2523")

    return film(canvas, move)


FILMS = {"lake.mp4": lake_at_dawn, "river.mp4": river_in_rain, "fountain.mp4": fountain}

"""Simple figures: who stands, walks, sits, carries an umbrella."""

from dataclasses import dataclass

from portal.demo.drawing.canvas import Canvas

SHIRTS = ["#d9694a", "#2f7fa3", "#e0a93b", "#4d8f63", "#b7547a", "#6a63a5", "#e9e4d6", "#39707a"]
SKINS = ["#e3b68f", "#d8a67d", "#ecc4a0"]
HAIR = ["#2b2523", "#3a302b", "#8d8d8d"]


@dataclass(frozen=True)
class Look:
    """What a figure wears and holds; an empty colour is chosen by chance."""

    shirt: str = ""
    trousers: str = "#39424f"
    hat: str = ""
    umbrella: str = ""
    bag: str = ""
    skirt: bool = False


OFFICER = Look(shirt="#27436b", trousers="#1d2f4d", hat="#1d2f4d")
NURSE = Look(shirt="#f4f6f5", trousers="#f4f6f5", hat="#f4f6f5")
WORKER = Look(shirt="#ef8a2f", trousers="#44505c", hat="#f2c230")
FARMER = Look(shirt="#4f7f93", trousers="#50483e", hat="straw")


def person(canvas: Canvas, x: float, y: float, height: float = 150, look: Look | None = None) -> None:
    """Draw somebody who stands on `y`."""
    look = look or Look()
    unit = height / 150
    shirt = look.shirt or canvas.chance.choice(SHIRTS)
    skin = canvas.chance.choice(SKINS)
    canvas.ellipse(x, y, 34 * unit, 6 * unit, "#20302f", alpha=70)
    legs(canvas, x, y, unit, look, shirt)
    body = [(-23, -104), (23, -104), (27, -52), (-27, -52)]
    canvas.polygon([(x + a * unit, y + b * unit) for a, b in body], shirt)
    canvas.ellipse(x, y - 103 * unit, 23 * unit, 11 * unit, shirt)
    for side in (-1, 1):
        canvas.line(
            [(x + side * 23 * unit, y - 100 * unit), (x + side * 30 * unit, y - 60 * unit)], 10 * unit, shirt
        )
        canvas.ellipse(x + side * 31 * unit, y - 56 * unit, 5.5 * unit, 5.5 * unit, skin)
    if look.bag:
        canvas.box(x - 17 * unit, y - 102 * unit, 34 * unit, 42 * unit, look.bag, radius=9 * unit)
    head(canvas, x, y - 128 * unit, unit, skin, look)
    if look.umbrella:
        umbrella(canvas, x + 14 * unit, y - 112 * unit, unit * 1.25, look.umbrella)


def legs(canvas: Canvas, x: float, y: float, unit: float, look: Look, shirt: str) -> None:
    for side in (-1, 1):
        canvas.line(
            [(x + side * 11 * unit, y - 56 * unit), (x + side * 12 * unit, y - 4 * unit)],
            15 * unit,
            look.trousers,
        )
        canvas.ellipse(x + side * 14 * unit, y - 3 * unit, 11 * unit, 5 * unit, "#2d2a2a")
    if look.skirt:
        canvas.polygon(
            [(x + a * unit, y + b * unit) for a, b in [(-26, -64), (26, -64), (36, -22), (-36, -22)]], shirt
        )


def head(canvas: Canvas, x: float, y: float, unit: float, skin: str, look: Look) -> None:
    hair = canvas.chance.choice(HAIR)
    canvas.box(x - 5 * unit, y + 8 * unit, 10 * unit, 14 * unit, skin)
    canvas.ellipse(x, y, 17 * unit, 19 * unit, skin)
    if look.hat == "straw":
        canvas.polygon(
            [(x - 40 * unit, y - 4 * unit), (x, y - 34 * unit), (x + 40 * unit, y - 4 * unit)], "#dcc078"
        )
        return
    canvas.slice(x, y - 5 * unit, 18.5 * unit, 16 * unit, 178, 362, look.hat or hair)
    if look.hat:
        canvas.box(x - 22 * unit, y - 8 * unit, 44 * unit, 6 * unit, look.hat, radius=3 * unit)
    elif look.skirt:
        canvas.ellipse(x, y - 21 * unit, 8 * unit, 7 * unit, hair)


def umbrella(canvas: Canvas, x: float, y: float, unit: float, code: str) -> None:
    canvas.line([(x, y + 50 * unit), (x, y - 50 * unit)], 3 * unit, "#54484a")
    canvas.slice(x, y - 20 * unit, 62 * unit, 44 * unit, 180, 360, code)
    for number in range(4):
        canvas.ellipse(x - 46.5 * unit + number * 31 * unit, y - 20 * unit, 15.5 * unit, 7 * unit, code)
    canvas.slice(x, y - 20 * unit, 26 * unit, 44 * unit, 180, 360, "#ffffff", alpha=45)


def child(canvas: Canvas, x: float, y: float, height: float = 100, look: Look | None = None) -> None:
    """Draw a pupil: smaller, with a satchel."""
    look = look or Look(
        bag=canvas.chance.choice(["#d1442f", "#2f7fa3", "#e0a93b"]), skirt=canvas.chance.random() < 0.5
    )
    person(canvas, x, y, height, look)


def seated(canvas: Canvas, x: float, y: float, height: float = 130, shirt: str = "") -> None:
    """Draw somebody who sits on a stool that stands on `y`, seen from the front."""
    unit = height / 130
    shirt = shirt or canvas.chance.choice(SHIRTS)
    canvas.box(x - 24 * unit, y - 34 * unit, 48 * unit, 9 * unit, "#9a6b43", radius=3 * unit)
    for side in (-1, 1):
        canvas.line([(x + side * 18 * unit, y - 26 * unit), (x + side * 22 * unit, y)], 5 * unit, "#7a5434")
        canvas.line(
            [(x + side * 9 * unit, y - 44 * unit), (x + side * 15 * unit, y - 4 * unit)], 14 * unit, "#454f5c"
        )
    canvas.polygon(
        [(x + a * unit, y + b * unit) for a, b in [(-21, -96), (21, -96), (26, -38), (-26, -38)]], shirt
    )
    canvas.ellipse(x, y - 95 * unit, 21 * unit, 10 * unit, shirt)
    head(canvas, x, y - 118 * unit, unit, canvas.chance.choice(SKINS), Look())


def crowd(canvas: Canvas, y: float, count: int = 22, size: float = 1.0) -> None:
    """Draw the backs of an audience along the bottom of the sheet."""
    for row in range(2):
        for number in range(count):
            x = 1200 * (number + 0.5 * row) / (count - 1) + canvas.chance.uniform(-10, 10)
            top = y + row * 62 * size + canvas.chance.uniform(-8, 8)
            canvas.ellipse(x, top + 70 * size, 42 * size, 56 * size, canvas.chance.choice(SHIRTS), depth=0.05)
            canvas.ellipse(x, top, 21 * size, 24 * size, canvas.chance.choice(HAIR[:2]))


def passers(canvas: Canvas, y: float, xs: list[float], height: float = 140, wet: bool = False) -> None:
    """Put people along a street; in the rain they carry umbrellas."""
    for x in xs:
        cover = canvas.chance.choice(SHIRTS[:6]) if wet else ""
        look = Look(umbrella=cover, skirt=canvas.chance.random() < 0.4)
        person(canvas, x, y + canvas.chance.uniform(-6, 10), height * canvas.chance.uniform(0.9, 1.06), look)

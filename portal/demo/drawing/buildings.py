"""Houses, streets, towers, and the round houses of the Hakka."""

from math import cos, pi, sin

from portal.demo.drawing.canvas import HEIGHT, WIDTH, Canvas

LAMP = "#ffd98a"
WALLS = ["#f2e9d8", "#ece0c8", "#f5efe4", "#e8d8bd", "#efe2d4"]
FRONTS = ["#e9c9a2", "#d8b08c", "#c9d4c5", "#e6d3b3", "#d5a898", "#b9c9cc"]


def window(canvas: Canvas, x: float, y: float, width: float, height: float, lit: float = 0.7) -> None:
    """Draw a window; after dark many are lit."""
    canvas.box(x - 3, y - 3, width + 6, height + 6, "#7a6450", radius=2)
    if canvas.light.is_dark and canvas.chance.random() < lit:
        canvas.box(x, y, width, height, LAMP, raw=True)
    else:
        canvas.box(x, y, width, height, "#6d8f98")
        canvas.polygon([(x, y), (x + width * 0.6, y), (x, y + height * 0.6)], "#ffffff", alpha=60)
    canvas.line([(x + width / 2, y), (x + width / 2, y + height)], 2, "#7a6450")
    canvas.line([(x, y + height / 2), (x + width, y + height / 2)], 2, "#7a6450")


def tiled_roof(
    canvas: Canvas, x: float, y: float, width: float, height: float, code: str = "#5c6468"
) -> None:
    """Draw a roof of grey tiles whose eaves lie on `y`, with raised ends."""
    over = width * 0.07
    canvas.polygon(
        [
            (x - over, y),
            (x + width * 0.08, y - height),
            (x + width * 0.92, y - height),
            (x + width + over, y),
        ],
        code,
    )
    for number in range(1, round(width / 16)):
        share = number / round(width / 16)
        top = x + width * 0.08 + width * 0.84 * share
        canvas.line(
            [(top, y - height), (x - over + (width + 2 * over) * share, y)], 1.6, "#454d52", alpha=120
        )
    canvas.box(x + width * 0.06, y - height - 6, width * 0.88, 8, "#444c51", radius=3)
    canvas.box(x - over, y - 4, width + 2 * over, 7, "#4b5358", radius=3)


def house(
    canvas: Canvas, x: float, y: float, width: float, height: float, code: str = "", door: bool = True
) -> None:
    """Draw a whitewashed house with a tiled roof; its left foot stands at (x, y)."""
    wall = code or canvas.chance.choice(WALLS)
    canvas.box(x, y - height, width, height, wall)
    canvas.box(x, y - height * 0.16, width, height * 0.16, "#a89a86", alpha=150)
    count = max(1, round(width / 90))
    middle = count // 2 if door else -1
    for number in range(count):
        left = x + width * (number + 0.5) / count
        if number == middle:
            canvas.box(left - 19, y - height * 0.52, 38, height * 0.52, "#7b4a35", radius=2)
            if canvas.light.is_dark:
                canvas.glow(left, y - height * 0.3, 90, LAMP, 0.4)
        else:
            window(canvas, left - 17, y - height * 0.66, 34, height * 0.3)
    tiled_roof(canvas, x, y - height, width, height * 0.42)


def shop(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    """Draw an arcade house of the old street: an open front below, two windows above."""
    front = canvas.chance.choice(FRONTS)
    canvas.box(x, y - height, width, height, front)
    canvas.box(x, y - height, width, 16, "#8a7460")
    top = y - height
    shape = canvas.chance.randint(0, 2)
    if shape == 0:
        canvas.slice(x + width / 2, top + 4, width * 0.32, 46, 180, 360, front)
    elif shape == 1:
        canvas.polygon([(x + width * 0.15, top), (x + width / 2, top - 44), (x + width * 0.85, top)], front)
    else:
        canvas.box(x + width * 0.2, top - 34, width * 0.6, 36, front, radius=6)
    canvas.box(x - 4, top - 5, width + 8, 11, "#75614f", radius=3)
    for share in (0.25, 0.75):
        left = x + width * share - 24
        canvas.slice(left + 24, y - height * 0.78, 27, 27, 180, 360, "#7a6450")
        window(canvas, left, y - height * 0.78, 48, height * 0.2)
        canvas.box(left - 8, y - height * 0.56, 64, 7, "#8a7460", radius=2)
    arcade(canvas, x, y, width, height * 0.42)


def arcade(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    opening = (x + 16, y - height, width - 32, height)
    canvas.box(*opening, "#4a3d38", radius=0)
    if canvas.light.is_dark:
        canvas.box(*opening, "#e5a455", raw=True, alpha=190)
        canvas.glow(x + width / 2, y - height * 0.5, width * 0.7, LAMP, 0.45)
    canvas.box(
        x + 30,
        y - height * 0.5,
        width - 60,
        height * 0.5,
        canvas.chance.choice(["#8b5a3a", "#60707a", "#93714d"]),
    )
    canvas.box(
        x + 12,
        y - height - 6,
        width - 24,
        24,
        canvas.chance.choice(["#a43d2f", "#2b6a60", "#8a6a1f"]),
        radius=3,
    )
    for number in range(4):
        canvas.box(
            x + width / 2 - 44 + number * 24,
            y - height + 1,
            15,
            11,
            "#f4dfae",
            radius=2,
            raw=canvas.light.is_dark,
        )
    for side in (x, x + width - 17):
        canvas.box(side, y - height, 17, height, "#d9c8ad")
        canvas.box(side - 3, y - 16, 23, 16, "#a5937b")


def street(canvas: Canvas, y: float, height: float = 430) -> None:
    """Draw a row of old shops over the whole width."""
    x = -canvas.chance.uniform(0, 90)
    while x < WIDTH:
        width = canvas.chance.uniform(185, 240)
        shop(canvas, x, y, width, height * canvas.chance.uniform(0.86, 1.08))
        x += width


def block(
    canvas: Canvas, x: float, y: float, width: float, height: float, code: str, depth: float = 0.0
) -> None:
    """Draw a block of flats or offices, with its rows of windows."""
    canvas.box(x, y - height, width, height, code, depth=depth)
    canvas.box(x, y - height, width * 0.22, height, "#000000", alpha=22)
    canvas.box(x - 3, y - height - 6, width + 6, 8, "#7d7d78", depth=depth)
    for row in range(max(1, round(height / 34))):
        for column in range(max(1, round(width / 30))):
            left, top = x + 9 + column * 30, y - height + 12 + row * 34
            if left + 15 > x + width - 4 or top + 18 > y - 6:
                continue
            if canvas.light.is_dark and canvas.chance.random() < 0.55:
                canvas.box(
                    left, top, 15, 18, canvas.chance.choice([LAMP, "#ffe9b8", "#f6c56f"]), raw=True, alpha=235
                )
            else:
                canvas.box(left, top, 15, 18, "#7c98a3", depth=depth * 0.8)


def skyline(canvas: Canvas, y: float, height: float = 300, depth: float = 0.45) -> None:
    """Draw the towers of the city along a line, two rows of them."""
    for row, haze in [(0, depth + 0.2), (1, depth)]:
        x = -canvas.chance.uniform(0, 60)
        while x < WIDTH:
            width = canvas.chance.uniform(55, 120)
            tall = height * canvas.chance.uniform(0.35, 1.0) * (1.0 if row == 0 else 0.68)
            code = canvas.chance.choice(["#c9cfd0", "#d9d3c4", "#b8c4ca", "#e1d8cb", "#a9bcbf"])
            block(canvas, x, y, width, tall, code, haze)
            x += width + canvas.chance.uniform(2, 46)


def lamp_post(canvas: Canvas, x: float, y: float, height: float = 330) -> None:
    canvas.line([(x, y), (x, y - height), (x + 46, y - height - 12)], 6, "#4b5559")
    canvas.box(x + 34, y - height - 18, 34, 10, "#59646a", radius=4)
    if canvas.light.is_dark:
        canvas.polygon(
            [(x + 38, y - height - 8), (x + 64, y - height - 8), (x + 170, y), (x - 66, y)],
            LAMP,
            raw=True,
            alpha=34,
        )
        canvas.glow(x + 51, y - height - 6, 110, LAMP, 0.85)


def lantern(canvas: Canvas, x: float, y: float, size: float = 1.0, code: str = "#d43a2a") -> None:
    """Draw a red lantern that hangs from a point."""
    canvas.line([(x, y), (x, y + 20 * size)], 2, "#6b4b32")
    middle = y + 54 * size
    if canvas.light.is_dark:
        canvas.glow(x, middle, 120 * size, "#ff9a4a", 0.6)
    raw = canvas.light.is_dark
    canvas.ellipse(x, middle, 40 * size, 33 * size, code, raw=raw)
    canvas.ellipse(x, middle, 25 * size, 33 * size, "#ef6040", raw=raw)
    canvas.ellipse(x, middle, 10 * size, 33 * size, "#ff8a55", raw=raw)
    for top in (middle - 37 * size, middle + 30 * size):
        canvas.box(x - 17 * size, top, 34 * size, 8 * size, "#e2b343", radius=2 * size, raw=raw)
    for dx in (-8, 0, 8):
        canvas.line(
            [(x + dx * size, middle + 38 * size), (x + dx * size * 1.2, middle + 66 * size)],
            2,
            "#e2b343",
            raw=raw,
        )


def round_house(canvas: Canvas, y: float, width: float = 900) -> None:
    """Draw a weilongwu: halls in front, a half circle of rooms behind, two corner towers."""
    left = (WIDTH - width) / 2
    for ring, lift in [(1.0, 150), (0.8, 118)]:
        rooms = 15
        for number in range(rooms + 1):
            angle = pi * number / rooms
            x = WIDTH / 2 - cos(angle) * width * 0.5 * ring
            top = y - 96 - sin(angle) * lift
            canvas.box(x - 40, top, 80, 70, "#e9dcc3", depth=0.12)
            tiled_roof(canvas, x - 42, top + 4, 84, 30, "#596266")
    hall = width * 0.62
    house(canvas, WIDTH / 2 - hall / 2, y - 34, hall, 118, "#f1e7d3", door=False)
    canvas.box(left, y - 96, width, 96, "#f3ead9")
    tiled_roof(canvas, left + 10, y - 96, width - 20, 34)
    for number in range(8):
        if number not in (3, 4):
            window(canvas, left + 60 + number * (width - 150) / 7, y - 70, 24, 26)
    gate(canvas, WIDTH / 2, y)
    for side in (left - 30, left + width - 70):
        canvas.box(side, y - 190, 100, 190, "#e7d9bf")
        tiled_roof(canvas, side, y - 190, 100, 44)
        for floor in (0, 1):
            window(canvas, side + 38, y - 160 + floor * 66, 24, 30)


def gate(canvas: Canvas, x: float, y: float) -> None:
    canvas.box(x - 62, y - 132, 124, 132, "#efe3cd")
    tiled_roof(canvas, x - 66, y - 132, 132, 38)
    canvas.box(x - 30, y - 88, 60, 88, "#5a3526", radius=2)
    canvas.box(x - 46, y - 112, 92, 18, "#8e2f24", radius=2)
    for side in (-1, 1):
        canvas.box(x + side * 46 - 6, y - 84, 12, 62, "#c23b2b")
        if canvas.light.is_dark:
            lantern(canvas, x + side * 82, y - 120, 0.55)


def wall(canvas: Canvas, y: float, height: float, code: str = "#d8cbb4") -> None:
    canvas.box(0, y - height, WIDTH, height, code)
    canvas.box(0, y - height - 10, WIDTH, 14, "#6a6f70")


def railing(canvas: Canvas, y: float, height: float = 96, code: str = "#e6e3da") -> None:
    """Draw the stone railing of an embankment."""
    canvas.box(0, y - height, WIDTH, 16, code, radius=4)
    canvas.box(0, y - height * 0.45, WIDTH, 10, code)
    for x in range(0, WIDTH + 90, 90):
        canvas.box(x - 12, y - height - 12, 24, height + 12, code, radius=4)
        canvas.box(x - 12, y - height - 12, 7, height + 12, "#000000", alpha=28)
    canvas.box(0, y, WIDTH, HEIGHT - y, "#a6a79f")

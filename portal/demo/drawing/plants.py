"""Trees, bamboo, reeds, tea rows, branches with leaves."""

from math import cos, pi, sin

from portal.demo.drawing.canvas import HEIGHT, WIDTH, Canvas, Point

LEAVES = ["#3f7d4e", "#4f8f52", "#2f6d4a", "#5f9a57"]


def tree(canvas: Canvas, x: float, y: float, size: float = 1.0, code: str = "", lean: float = 0) -> None:
    """Draw a broad round tree that stands on `y`."""
    code = code or canvas.chance.choice(LEAVES)
    top = x + lean * 90 * size
    canvas.polygon(
        [
            (x - 11 * size, y),
            (top - 5 * size, y - 120 * size),
            (top + 5 * size, y - 120 * size),
            (x + 11 * size, y),
        ],
        "#6a4d38",
    )
    for side in (-1, 1):
        canvas.line(
            [(x + lean * 40 * size, y - 70 * size), (top + side * 40 * size, y - 135 * size)],
            5 * size,
            "#6a4d38",
        )
    lumps = [(0, -170, 66), (-56, -138, 48), (56, -140, 50), (-26, -196, 46), (30, -200, 44), (0, -128, 50)]
    for dx, dy, radius in lumps:
        canvas.ellipse(top + dx * size, y + dy * size, radius * size, radius * size * 0.86, code)
    for dx, dy, radius in lumps[:5]:
        canvas.ellipse(
            top + (dx - 12) * size,
            y + (dy - 14) * size,
            radius * 0.55 * size,
            radius * 0.42 * size,
            "#d7e59a",
            alpha=55,
        )


def pine(
    canvas: Canvas, x: float, y: float, height: float, code: str = "#27604d", depth: float = 0.0
) -> None:
    """Draw a fir of three tiers."""
    canvas.box(x - height * 0.03, y - height * 0.15, height * 0.06, height * 0.15, "#5b4332", depth=depth)
    for tier in range(3):
        foot = y - height * (0.1 + 0.26 * tier)
        half = height * (0.24 - 0.055 * tier)
        canvas.polygon([(x - half, foot), (x, foot - height * 0.42), (x + half, foot)], code, depth=depth)


def woods(
    canvas: Canvas, line: list[Point], height: float, code: str, depth: float = 0.0, gap: int = 2
) -> None:
    """Put firs and round crowns along a ridge."""
    for x, y in line[::gap]:
        tall = height * canvas.chance.uniform(0.6, 1.25)
        x += canvas.chance.uniform(-5, 5)
        if canvas.chance.random() < 0.45:
            pine(canvas, x, y + tall * 0.2, tall * 1.2, code, depth)
        else:
            canvas.ellipse(x, y - tall * 0.1, tall * 0.36, tall * 0.46, code, depth=depth)


def isle(
    canvas: Canvas, x: float, y: float, width: float, height: float, code: str, depth: float = 0.0
) -> None:
    """Draw a wooded island whose shore lies on `y`."""
    steps = 40
    line = [
        (
            x - width / 2 + width * step / steps,
            y - height * sin(pi * step / steps) ** 0.8 * canvas.chance.uniform(0.86, 1.05),
        )
        for step in range(steps + 1)
    ]
    canvas.polygon([*line, (x + width / 2, y), (x - width / 2, y)], code, depth=depth)
    woods(canvas, line[3:-3], height * 0.4, code, depth, gap=1)
    canvas.box(x - width / 2 + 4, y - 5, width - 8, 6, "#cbb88d", radius=3, depth=depth)


def bush(canvas: Canvas, x: float, y: float, size: float, code: str = "#4b8a51") -> None:
    for dx, dy, radius in [(-30, -18, 26), (0, -30, 34), (32, -18, 27)]:
        canvas.ellipse(x + dx * size, y + dy * size, radius * size, radius * 0.9 * size, code)


def reeds(canvas: Canvas, x: float, y: float, count: int = 26, height: float = 170) -> None:
    """Draw a clump of reeds in the foreground."""
    for _ in range(count):
        foot = x + canvas.chance.uniform(-90, 90)
        tall = height * canvas.chance.uniform(0.5, 1.1)
        bend = canvas.chance.uniform(-0.25, 0.35) * tall
        tip = foot + bend, y - tall
        canvas.line([(foot, y), (foot + bend * 0.3, y - tall * 0.6), tip], 3.2, "#2c5a43")
        if canvas.chance.random() < 0.35:
            canvas.ellipse(tip[0], tip[1], 4, 15, "#9a6b43")


def bamboo(canvas: Canvas, x: float, y: float, height: float = 620) -> None:
    for _ in range(6):
        left = x + canvas.chance.uniform(-80, 80)
        lean = canvas.chance.uniform(-40, 60)
        code = canvas.chance.choice(["#4f8a4b", "#6ba055", "#3c7445"])
        top = (left + lean, y - height * canvas.chance.uniform(0.7, 1))
        canvas.line([(left, y), top], 9, code)
        for share in (0.45, 0.6, 0.75, 0.9, 1.0):
            at = left + lean * share, y + (top[1] - y) * share
            for _ in range(4):
                angle = canvas.chance.uniform(-0.2, pi + 0.2)
                leaf(canvas, *at, 62, angle, code)


def leaf(
    canvas: Canvas, x: float, y: float, length: float, angle: float, code: str, width: float = 0.16
) -> None:
    """Draw a pointed leaf that grows from a point into a direction."""
    tip = x + cos(angle) * length, y + sin(angle) * length
    side = -sin(angle) * length * width, cos(angle) * length * width
    middle = x + (tip[0] - x) * 0.4, y + (tip[1] - y) * 0.4
    canvas.polygon(
        [(x, y), (middle[0] + side[0], middle[1] + side[1]), tip, (middle[0] - side[0], middle[1] - side[1])],
        code,
    )


def tea_rows(canvas: Canvas, top: float) -> None:
    """Draw hedges of tea that run along a slope."""
    y, number = top, 0
    phase = canvas.chance.uniform(0, 2 * pi)
    while y < HEIGHT + 60:
        nearness = (y - top) / (HEIGHT - top)
        size = 13 + 34 * nearness
        swing = 20 + 36 * nearness
        depth = 0.4 * (1 - min(1, nearness))
        xs = range(-20, WIDTH + 40, max(8, round(size * 0.9)))
        crest = [(x, y + swing * sin(2.4 * pi * x / WIDTH + phase)) for x in xs]
        canvas.polygon([*crest, (WIDTH, HEIGHT), (0, HEIGHT)], "#7d6544", depth=depth)
        for x, level in crest:
            canvas.ellipse(
                x, level + size * 0.5, size, size * 0.8, ["#3f7f45", "#357541"][number % 2], depth=depth
            )
        for x, level in crest:
            canvas.ellipse(
                x - size * 0.15,
                level + size * 0.2,
                size * 0.7,
                size * 0.36,
                "#93bd58",
                depth=depth,
                alpha=130,
            )
        y += size * 2.0
        number += 1


def grass(canvas: Canvas, y: float, count: int = 160, code: str = "#4a7f45") -> None:
    for _ in range(count):
        x, foot = canvas.chance.uniform(0, WIDTH), canvas.chance.uniform(y, HEIGHT)
        tall = 8 + 26 * (foot - y) / max(1, HEIGHT - y)
        canvas.line([(x, foot), (x + canvas.chance.uniform(-8, 8), foot - tall)], 2, code, alpha=150)

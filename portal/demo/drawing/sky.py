"""What is above: the gradient of the hour, sun and moon, clouds, stars, rain, birds."""

from math import cos, pi, sin

from portal.demo.drawing.canvas import HEIGHT, WIDTH, Canvas
from portal.demo.drawing.light import colour_of


def sky(canvas: Canvas, horizon: float = 560, sun: tuple[float, float] | None = None) -> None:
    """Paint the sky of the hour down to the horizon, with what shines in it."""
    canvas.wash(0, horizon, [colour_of(code) for code in canvas.light.sky])
    canvas.box(0, horizon - 1, WIDTH, HEIGHT - horizon + 1, canvas.light.sky[-1], raw=True)
    chance = canvas.chance
    if canvas.light.is_wet:
        clouds(canvas, horizon * 0.35, 7, "#8d9ca1", 120)
    elif canvas.light.has_stars:
        stars(canvas, 140, horizon * 0.9)
        moon(canvas, *(sun or (chance.uniform(180, 1000), chance.uniform(110, 200))))
    else:
        low = canvas.light.is_low
        place = sun or (chance.uniform(250, 950), horizon * (0.72 if low else 0.25))
        shine(canvas, *place, low)
        clouds(canvas, horizon * (0.45 if low else 0.4), 4, "#ffffff", 90 if low else 200)


def shine(canvas: Canvas, x: float, y: float, low: bool) -> None:
    canvas.glow(x, y, 420 if low else 260, canvas.light.sun, 0.75 if low else 0.6)
    if low:
        canvas.ellipse(x, y, 56, 56, canvas.light.sun, raw=True)


def moon(canvas: Canvas, x: float, y: float) -> None:
    canvas.glow(x, y, 220, canvas.light.sun, 0.35)
    canvas.ellipse(x, y, 40, 40, canvas.light.sun, raw=True)
    canvas.ellipse(x + 12, y - 8, 8, 8, "#dcd6bb", raw=True)
    canvas.ellipse(x - 12, y + 12, 11, 11, "#e2dcc2", raw=True)


def stars(canvas: Canvas, count: int, depth: float) -> None:
    for _ in range(count):
        size = canvas.chance.choice([0.8, 1, 1, 1.4, 2])
        place = canvas.chance.uniform(0, WIDTH), canvas.chance.uniform(0, depth)
        canvas.ellipse(*place, size, size, "#ffffff", raw=True, alpha=canvas.chance.randint(90, 230))


def clouds(canvas: Canvas, y: float, count: int, code: str, alpha: int) -> None:
    """Draw flat-bottomed clouds around a height."""
    for number in range(count):
        x = WIDTH * (number + canvas.chance.uniform(0.1, 0.9)) / count
        cloud(
            canvas, x, y + canvas.chance.uniform(-0.6, 0.6) * y, canvas.chance.uniform(0.6, 1.3), code, alpha
        )


def cloud(canvas: Canvas, x: float, y: float, size: float, code: str, alpha: int) -> None:
    width = 130 * size
    canvas.box(x - width, y - 13 * size, width * 2, 26 * size, code, radius=13 * size, alpha=alpha, raw=True)
    reach = width * 0.55
    canvas.box(
        x - reach * 0.3, y - 40 * size, reach * 1.4, 32 * size, code, radius=16 * size, alpha=alpha, raw=True
    )
    canvas.box(
        x - reach * 1.2,
        y + 16 * size,
        reach * 1.6,
        18 * size,
        code,
        radius=9 * size,
        alpha=alpha // 2,
        raw=True,
    )


def rain(canvas: Canvas, count: int = 420, slant: float = 0.22) -> None:
    for _ in range(count):
        x, y = canvas.chance.uniform(-100, WIDTH), canvas.chance.uniform(-60, HEIGHT)
        length = canvas.chance.uniform(22, 70)
        canvas.line(
            [(x, y), (x + length * slant, y + length)],
            canvas.chance.choice([1, 1, 1.6]),
            "#f2f7f7",
            raw=True,
            alpha=canvas.chance.randint(40, 120),
        )


def mist(canvas: Canvas, y: float, height: float, strength: int = 190) -> None:
    """Lay a bank of mist around a height."""
    haze = colour_of(canvas.light.haze)
    canvas.wash(y - height / 2, y, [haze, haze], [0, strength])
    canvas.wash(y, y + height / 2, [haze, haze], [strength, 0])


def birds(canvas: Canvas, x: float, y: float, count: int = 5) -> None:
    for number in range(count):
        left = x + number * 34 + canvas.chance.uniform(-8, 8)
        top = y + abs(number - count / 2) * 13 + canvas.chance.uniform(-6, 6)
        wing = canvas.chance.uniform(9, 14)
        canvas.line([(left - wing, top - 6), (left, top), (left + wing, top - 6)], 2.4, "#33424a", alpha=190)


def rays(canvas: Canvas, x: float, y: float, reach: float, count: int = 7) -> None:
    """Draw shafts of light that fall from a point."""
    for number in range(count):
        angle = pi * (0.2 + 0.6 * number / count) + canvas.chance.uniform(-0.05, 0.05)
        spread = canvas.chance.uniform(0.02, 0.05)
        canvas.polygon(
            [
                (x, y),
                (x + cos(angle - spread) * reach, y + sin(angle - spread) * reach),
                (x + cos(angle + spread) * reach, y + sin(angle + spread) * reach),
            ],
            canvas.light.sun,
            raw=True,
            alpha=38,
        )

"""Still and running water, and what floats on it."""

from math import pi, sin

from PIL import Image, ImageChops

from portal.demo.drawing.canvas import HEIGHT, SCALE, WIDTH, Canvas
from portal.demo.drawing.light import colour_of


def water(
    canvas: Canvas, shore: float, code: str | None = None, mirror: float = 0.55, calm: float = 1.0
) -> None:
    """Fill the sheet below the shore with water that mirrors what is drawn above it so far."""
    top, height = round(shore * SCALE), round((HEIGHT - shore) * SCALE)
    taken = min(top, round(height * 1.15))
    above = canvas.image.crop((0, top - taken, WIDTH * SCALE, top)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    above = above.resize((WIDTH * SCALE, height), Image.Resampling.BILINEAR)
    colour = canvas.light.tone(code) if code else colour_of(canvas.light.water)
    body = Image.new("RGB", above.size, colour)
    canvas.image.paste(rippled(canvas, Image.blend(body, above, mirror), calm), (0, top))
    depth = colour_of(canvas.light.water)
    canvas.wash(shore, HEIGHT, [depth, depth], [0, 120])
    glints(canvas, shore, round(60 * calm))


def rippled(canvas: Canvas, picture: Image.Image, calm: float) -> Image.Image:
    """Shift the picture row by row, more in the foreground."""
    result = picture.copy()
    y, phase = 0, canvas.chance.uniform(0, 2 * pi)
    while y < picture.height:
        nearness = y / picture.height
        rows = round((3 + 12 * nearness) * SCALE)
        shift = round((2 + 20 * nearness) * SCALE * sin(phase + y / (9.0 * SCALE)) * calm)
        band = picture.crop((0, y, picture.width, min(y + rows, picture.height)))
        result.paste(ImageChops.offset(band, shift, 0), (0, y))
        y += rows
    return result


def glints(canvas: Canvas, shore: float, count: int) -> None:
    for _ in range(count):
        nearness = canvas.chance.random() ** 1.4
        y = shore + 8 + (HEIGHT - shore - 16) * nearness
        length = 16 + 110 * nearness * canvas.chance.uniform(0.4, 1)
        x = canvas.chance.uniform(0, WIDTH)
        canvas.line(
            [(x, y), (x + length, y)],
            1 + 2.4 * nearness,
            canvas.light.sky[-1],
            raw=True,
            alpha=canvas.chance.randint(50, 130),
        )


def rings(canvas: Canvas, shore: float, count: int = 40) -> None:
    """Draw the rings that raindrops make."""
    for _ in range(count):
        y = canvas.chance.uniform(shore + 30, HEIGHT)
        size = 6 + 26 * (y - shore) / (HEIGHT - shore)
        x = canvas.chance.uniform(0, WIDTH)
        canvas.arc(x, y, size, size * 0.3, 0, 360, 1.4, "#eef4f2", raw=True, alpha=110)


def sun_path(canvas: Canvas, x: float, shore: float) -> None:
    """Draw the broken stripe of light below a low sun."""
    y = shore + 4.0
    while y < HEIGHT:
        nearness = (y - shore) / (HEIGHT - shore)
        half = (26 + 80 * nearness) * canvas.chance.uniform(0.4, 1)
        middle = x + canvas.chance.uniform(-14, 14) * (1 + 2 * nearness)
        thick = 2 + 5 * nearness
        canvas.box(
            middle - half,
            y,
            half * 2,
            thick,
            canvas.light.sun,
            radius=thick / 2,
            raw=True,
            alpha=round(210 - 120 * nearness),
        )
        y += 9 + 17 * nearness


def boat(canvas: Canvas, x: float, y: float, size: float = 1.0, fisher: bool = True) -> None:
    """Draw a small wooden boat with an awning, and who rows it."""
    hull = [(-150, -12), (-120, 22), (95, 22), (150, -18), (110, -4), (-110, -2)]
    canvas.ellipse(x, y + 26 * size, 150 * size, 9 * size, "#1d3a3e", alpha=90)
    canvas.polygon([(x + a * size, y + b * size) for a, b in hull], "#6b4a33")
    canvas.polygon(
        [
            (x + a * size, y + b * size)
            for a, b in [(-138, -2), (-110, -2), (110, -4), (138, -10), (120, 4), (-126, 8)]
        ],
        "#8a6244",
    )
    awning = [(-70, -4), (-66, -52), (-40, -70), (22, -70), (44, -52), (48, -4)]
    canvas.polygon([(x + a * size, y + b * size) for a, b in awning], "#b38b55")
    for rib in (-52, -24, 4, 30):
        canvas.line([(x + rib * size, y - 6 * size), (x + rib * size, y - 66 * size)], 2.4 * size, "#8f6c3f")
    if fisher:
        stand = x + 98 * size
        canvas.polygon(
            [
                (stand - 13 * size, y - 4 * size),
                (stand - 9 * size, y - 58 * size),
                (stand + 9 * size, y - 58 * size),
                (stand + 13 * size, y - 4 * size),
            ],
            "#33586b",
        )
        canvas.ellipse(stand, y - 68 * size, 10 * size, 11 * size, "#e0b48f")
        canvas.polygon(
            [(stand - 26 * size, y - 70 * size), (stand, y - 92 * size), (stand + 26 * size, y - 70 * size)],
            "#d9c07f",
        )
        canvas.line(
            [(stand + 4 * size, y - 44 * size), (stand + 62 * size, y + 34 * size)], 3.4 * size, "#5a4030"
        )


def ferry(canvas: Canvas, x: float, y: float, size: float = 1.0) -> None:
    """Draw a sightseeing boat of two decks."""
    canvas.ellipse(x, y + 40 * size, 230 * size, 10 * size, "#1d3a3e", alpha=80)
    canvas.polygon(
        [(x + a * size, y + b * size) for a, b in [(-220, 0), (-190, 40), (180, 40), (235, -8)]], "#f4f2ea"
    )
    canvas.polygon(
        [(x + a * size, y + b * size) for a, b in [(-200, 26), (-190, 40), (180, 40), (196, 22)]], "#1f7a6c"
    )
    for deck, (left, width) in enumerate([(-170, 320), (-120, 210)]):
        top = y - (62 + 56 * deck) * size
        canvas.box(x + left * size, top, width * size, 56 * size, "#ffffff", radius=6 * size)
        canvas.box(
            x + (left - 8) * size, top - 8 * size, (width + 16) * size, 10 * size, "#d66a3c", radius=4 * size
        )
        for window in range(round(width / 40)):
            canvas.box(
                x + (left + 12 + window * 40) * size,
                top + 14 * size,
                26 * size,
                22 * size,
                "#8fc3cf",
                radius=3 * size,
            )
    canvas.line([(x + 60 * size, y - 124 * size), (x + 60 * size, y - 176 * size)], 3 * size, "#6b6b6b")
    canvas.polygon(
        [(x + 60 * size, y - 176 * size), (x + 96 * size, y - 166 * size), (x + 60 * size, y - 154 * size)],
        "#d1442f",
    )

"""The sheet that everything is drawn on, in units of 1200 × 900."""

from collections.abc import Iterable, Sequence
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from portal.demo.drawing.light import Colour, Light, colour_of

WIDTH, HEIGHT = 1200, 900
# Drawn larger and then reduced, so that edges are smooth.
SCALE = 2
GRAIN = 0.10

Point = tuple[float, float]


class Canvas:
    """Shapes in daylight colours, shown as they look in `light`. `chance` makes each picture its own."""

    def __init__(self, light: Light, seed: str):
        self.light = light
        self.chance = Random(seed)
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE))
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    # Colours

    def ink(self, code: str, depth: float = 0.0, alpha: int = 255, raw: bool = False) -> tuple[int, ...]:
        """Return what the pen takes. `raw` leaves the hour out: lamps and lit windows shine in their own colour."""
        return (*(colour_of(code) if raw else self.light.tone(code, depth)), alpha)

    # Shapes

    def polygon(self, points: Iterable[Point], code: str, **look) -> None:
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=self.ink(code, **look))

    def box(
        self, x: float, y: float, width: float, height: float, code: str, radius: float = 0, **look
    ) -> None:
        shape = (x * SCALE, y * SCALE, (x + width) * SCALE - 1, (y + height) * SCALE - 1)
        if shape[2] > shape[0] and shape[3] > shape[1]:
            self.pen.rounded_rectangle(shape, radius * SCALE, fill=self.ink(code, **look))

    def ellipse(self, x: float, y: float, rx: float, ry: float, code: str, **look) -> None:
        """Draw an ellipse around its middle."""
        shape = ((x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE)
        self.pen.ellipse(shape, fill=self.ink(code, **look))

    def slice(
        self, x: float, y: float, rx: float, ry: float, start: float, end: float, code: str, **look
    ) -> None:
        shape = ((x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE)
        self.pen.pieslice(shape, start, end, fill=self.ink(code, **look))

    def line(self, points: Sequence[Point], width: float, code: str, **look) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(scaled, fill=self.ink(code, **look), width=max(1, round(width * SCALE)), joint="curve")

    def arc(self, x, y, rx, ry, start, end, width: float, code: str, **look) -> None:
        shape = ((x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE)
        self.pen.arc(shape, start, end, fill=self.ink(code, **look), width=max(1, round(width * SCALE)))

    # Light

    def wash(
        self, y0: float, y1: float, colours: Sequence[Colour], alpha: Sequence[int] = (255, 255)
    ) -> None:
        """Lay a vertical run of colours over the whole width, from `y0` to `y1`."""
        size = (WIDTH * SCALE, round((y1 - y0) * SCALE))
        ramp = Image.new("RGB", (1, len(colours)))
        ramp.putdata(list(colours))
        veil = Image.new("L", (1, len(alpha)))
        veil.putdata(list(alpha))
        self.image.paste(
            stretch(ramp, size), (0, round(y0 * SCALE)), stretch(veil, size) if set(alpha) != {255} else None
        )

    def glow(self, x: float, y: float, radius: float, code: str, strength: float = 0.6) -> None:
        """Lay light around a point; it fades outwards."""
        size = round(radius * 2 * SCALE)
        fade = ImageChops.invert(Image.radial_gradient("L")).resize((size, size), Image.Resampling.BILINEAR)
        fade = fade.point([0 if v < 75 else round(min(255, (v - 75) * 1.42) * strength) for v in range(256)])
        self.image.paste(
            Image.new("RGB", (size, size), colour_of(code)),
            (round((x - radius) * SCALE), round((y - radius) * SCALE)),
            fade,
        )

    def soften(self, radius: float, y0: float = 0, y1: float = HEIGHT) -> None:
        """Blur a band of the sheet: far things behind mist."""
        place = (0, round(y0 * SCALE), WIDTH * SCALE, round(y1 * SCALE))
        band = self.image.crop(place).filter(ImageFilter.GaussianBlur(radius * SCALE))
        self.image.paste(band, place[:2])

    # The finished sheet

    def finish(self) -> Image.Image:
        """Return the picture in its final size, with the grain of paper."""
        sheet = self.image.reduce(SCALE)
        noise = Image.frombytes("L", (WIDTH, HEIGHT), self.chance.randbytes(WIDTH * HEIGHT))
        noise = noise.filter(ImageFilter.GaussianBlur(0.7)).point([128 + (v - 128) // 2 for v in range(256)])
        grained = ImageChops.soft_light(sheet, Image.merge("RGB", (noise, noise, noise)))
        return Image.blend(sheet, grained, min(1.0, GRAIN * 4))


def stretch(strip: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Stretch a one-pixel-wide run of colours to `size`, without the flat ends that resizing leaves."""
    tall = strip.resize((1, size[1]), Image.Resampling.BILINEAR) if strip.height > 2 else ends(strip, size[1])
    return tall.resize(size, Image.Resampling.NEAREST)


def ends(strip: Image.Image, height: int) -> Image.Image:
    """Return an even run from the first pixel to the last."""
    first, last = strip.getpixel((0, 0)), strip.getpixel((0, strip.height - 1))
    ramp = Image.linear_gradient("L").resize((1, height), Image.Resampling.BILINEAR)
    return Image.composite(
        Image.new(strip.mode, (1, height), last), Image.new(strip.mode, (1, height), first), ramp
    )

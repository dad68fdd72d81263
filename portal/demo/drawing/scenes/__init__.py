"""Every scene by name. A scene takes a canvas and the number that tells one picture of it from the next."""

from collections.abc import Callable

from PIL import Image

from portal.demo.drawing.canvas import Canvas
from portal.demo.drawing.light import HOURS

from . import close_up, country, indoors, lake, places, streets, weather

SCENES: dict[str, Callable[[Canvas, int], None]] = {
    **lake.SCENES,
    **country.SCENES,
    **streets.SCENES,
    **places.SCENES,
    **weather.SCENES,
    **indoors.SCENES,
    **close_up.SCENES,
}

# What one reads, or what would be cut.
AS_DRAWN = {"chart_bars", "chart_ring", "map_detour", "gauge", "lost_item", "dinosaur", "lake_boat"}
NEARER = 0.16


def draw_scene(words: str) -> Image.Image:
    """Draw "lake dawn 3": scene, hour, number. The same words give the same picture."""
    scene, hour, number = words.split()
    canvas = Canvas(HOURS[hour], words)
    SCENES[scene](canvas, int(number))
    if scene not in AS_DRAWN:
        take_another_stand(canvas, int(number))
    return canvas.finish()


def take_another_stand(canvas: Canvas, number: int) -> None:
    """Look from the other side, or step nearer, so that two pictures of one place are not alike."""
    if number % 2 == 0:
        canvas.image = canvas.image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if number % 3 == 0:
        width, height = canvas.image.size
        left, top = round(width * canvas.chance.uniform(0, NEARER)), round(height * NEARER * 0.8)
        nearer = (left, top, left + round(width * (1 - NEARER)), top + round(height * (1 - NEARER)))
        canvas.image = canvas.image.resize(canvas.image.size, Image.Resampling.BILINEAR, box=nearer)

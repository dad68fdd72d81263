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


def draw_scene(words: str) -> Image.Image:
    """Draw "lake dawn 3": scene, hour, number. The same words give the same picture."""
    scene, hour, number = words.split()
    canvas = Canvas(HOURS[hour], words)
    SCENES[scene](canvas, int(number))
    return canvas.finish()

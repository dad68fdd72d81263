"""Draws the pictures of the demo city: flat, layered illustrations, the same for the same words.

`canvas` is the sheet, `light` the hour of the day; `sky`, `land`, `water`, `plants`, `buildings`, `people`, `vehicles`
and `interiors` are what can be put on it; `scenes` composes them. Everything is drawn in daylight colours: the canvas
turns them into those of the hour.
"""

from .emblems import draw_emblem
from .scenes import SCENES, draw_scene

__all__ = ["SCENES", "draw_emblem", "draw_scene"]

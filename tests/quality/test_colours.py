"""The palette keeps WCAG AA in both schemes: what the stylesheet says is computed, not believed."""

import re
from pathlib import Path

from django.conf import settings
from django.test import SimpleTestCase

CSS = Path(settings.BASE_DIR) / "portal/static/portal/css"
TEXT = 4.5
SHAPE = 3.0

PAIRS = [
    *[("ink", ground, TEXT) for ground in ["paper", "card", "lake-wash", "seal-wash", "amber-wash", "mark"]],
    *[("ink-soft", ground, TEXT) for ground in ["paper", "card", "lake-wash"]],
    *[("ink-faint", ground, TEXT) for ground in ["paper", "card"]],
    *[("lake", ground, TEXT) for ground in ["paper", "card", "lake-wash"]],
    *[("seal", ground, TEXT) for ground in ["card", "seal-wash"]],
    ("amber", "amber-wash", TEXT),
    ("on-lake", "lake", TEXT),
    ("on-lake", "lake-strong", TEXT),
    *[(ink, ground, TEXT) for ink in ["on-mast", "on-mast-soft"] for ground in ["mast", "mast-field"]],
    *[("on-unit", f"unit-{number}", TEXT) for number in range(1, 13)],
    *[("edge", ground, SHAPE) for ground in ["paper", "card"]],
    *[(colour, "card", SHAPE) for colour in ["lake", "sky", "amber", "seal", "plum", "stone"]],
]


def palettes():
    """Return the light palette and the dark one, which says only what differs."""
    light, dark = (CSS / "tokens.css").read_text().split("@media (prefers-color-scheme: dark)")
    found = [dict(re.findall(r"--color-([\w-]+): (#[0-9a-f]+);", text)) for text in (light, dark)]
    return {"light": found[0], "dark": {**found[0], **found[1]}}


def luminance(colour):
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


class ColourTests(SimpleTestCase):
    def test_black_on_white_is_as_contrasting_as_can_be(self):
        self.assertAlmostEqual(contrast("#000", "#ffffff"), 21)

    def test_every_pair_that_meets_on_a_page_can_be_read(self):
        for scheme, palette in palettes().items():
            for ink, ground, least in PAIRS:
                with self.subTest(scheme=scheme, ink=ink, ground=ground):
                    self.assertGreaterEqual(contrast(palette[ink], palette[ground]), least)

    def test_light_grounds_of_the_admin_bear_black_in_both_schemes(self):
        """Wagtail's `-50` colours stay light by night, while its words turn light."""
        for sheet in (CSS / "admin").glob("*.css"):
            rules = re.findall(r"([^{}]+)\{([^{}]*)\}", sheet.read_text())
            for selectors, words in rules:
                if not re.search(r"background: var\(--w-color-\w+-50\)", words):
                    continue
                for one in selectors.split(","):
                    own = " ".join(
                        said for names, said in rules if one.strip() in map(str.strip, names.split(","))
                    )
                    with self.subTest(sheet=sheet.name, rule=one.strip()):
                        self.assertIn("color: var(--w-color-black)", own)

    def test_colours_are_named_in_one_place(self):
        for file in CSS.rglob("*.css"):
            if file.name in {"tokens.css", "print.css", "viewer.css", "clip.css"}:
                continue
            with self.subTest(file.name):
                self.assertNotRegex(file.read_text(), r"#[0-9a-fA-F]{3,8}\b")

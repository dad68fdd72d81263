"""The hours of the day: what they do to colours. Pure."""

from dataclasses import dataclass

Colour = tuple[int, int, int]


def colour_of(code: str) -> Colour:
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Return `one` with `share` (0 to 1) of `other` in it."""
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))


@dataclass(frozen=True)
class Light:
    """An hour: its sky from top to horizon, the haze of distance, and the tint that lies on everything."""

    sky: tuple[str, ...]
    haze: str
    tint: str
    strength: float
    sun: str
    water: str
    is_low: bool = False
    is_dark: bool = False
    is_wet: bool = False
    has_stars: bool = False

    def tone(self, code: str, depth: float = 0.0) -> Colour:
        """Return a daylight colour as it looks at this hour, `depth` (0 to 1) away in the haze."""
        day, tint = colour_of(code), colour_of(self.tint)
        lit = tuple(round(a * b / 255) for a, b in zip(day, tint, strict=True))
        return mix(mix(day, lit, self.strength), colour_of(self.haze), depth)


HOURS = {
    "dawn": Light(
        sky=("#5f86ad", "#9db4c6", "#f0c4a8", "#fde3bd"),
        haze="#f3cdb4",
        tint="#ffd9c4",
        strength=0.75,
        sun="#fff1cf",
        water="#5d8796",
        is_low=True,
    ),
    "day": Light(
        sky=("#4f9ec4", "#8cc4d8", "#cfe7e6", "#f3f1e0"),
        haze="#d3e6e2",
        tint="#fffaf0",
        strength=0.5,
        sun="#fff6d8",
        water="#2f8a86",
    ),
    "dusk": Light(
        sky=("#2f3a6b", "#8a5482", "#e2766a", "#fbbf74"),
        haze="#e39a7c",
        tint="#e8a58c",
        strength=0.85,
        sun="#ffe3a6",
        water="#5c5577",
        is_low=True,
        is_dark=True,
    ),
    "night": Light(
        sky=("#0a1433", "#152450", "#27396c", "#41537f"),
        haze="#2c3f6e",
        tint="#6d7cb8",
        strength=0.9,
        sun="#f4efd6",
        water="#1b2c57",
        is_dark=True,
        has_stars=True,
    ),
    "rain": Light(
        sky=("#6f8894", "#93a9b1", "#b9c8c9", "#dbe2dd"),
        haze="#bccaca",
        tint="#b4c6cc",
        strength=0.6,
        sun="#e5ebe8",
        water="#7a968f",
        is_wet=True,
    ),
}

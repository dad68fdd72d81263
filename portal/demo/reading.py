"""Reads what the demo city says from `content/`. Pure: files in, plain objects out."""

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from hall.models import SLUG_CHARACTERS

CONTENT = Path(__file__).parent / "content"
SLUG_LENGTH = 8


@dataclass(frozen=True)
class Post:
    """One written post. `slug` stays the same however often its text is mended."""

    unit: str
    category: str
    text: str
    when: str = ""
    key: str = ""
    place: str = ""
    repost: str = ""
    draw: tuple[str, ...] = ()
    clip: str = ""

    @property
    def slug(self) -> str:
        return slug_of(f"{self.unit} {self.key or self.when}")

    def published_at(self, now: datetime) -> datetime:
        return moment(self.when, now)


def slug_of(words: str) -> str:
    """Return an address made of `words` alone, so that every load of the demo finds its posts again."""
    digest = sha256(words.encode()).digest()
    return "".join(SLUG_CHARACTERS[byte % len(SLUG_CHARACTERS)] for byte in digest[:SLUG_LENGTH])


def moment(when: str, now: datetime) -> datetime:
    """Return the moment of "1 19:06" (days ago, time of day) or "-42m", seen from `now` in its time zone."""
    if when.startswith("-"):
        return now - timedelta(minutes=int(when[1:].removesuffix("m")))
    days, time = when.split()
    hour, minute = time.split(":")
    return (now - timedelta(days=int(days))).replace(
        hour=int(hour), minute=int(minute), second=0, microsecond=0
    )


def read_toml(name: str) -> dict:
    with (CONTENT / name).open("rb") as file:
        return tomllib.load(file)


def read_posts(folder: Path = CONTENT / "posts") -> list[Post]:
    """Return every written post. A file names its unit once; a post may name another."""
    posts = []
    for path in sorted(folder.glob("*.toml")):
        with path.open("rb") as file:
            content = tomllib.load(file)
        for fields in content["post"]:
            unit = fields.pop("unit", content.get("unit"))
            text = fields.pop("text").strip()
            posts.append(Post(unit=unit, text=text, draw=tuple(fields.pop("draw", ())), **fields))
    return posts


def read_introductions() -> dict[str, str]:
    return read_toml("introductions.toml")

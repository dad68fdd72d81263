"""Composes posts by the ten thousand, to see how the hall carries a city's years of them."""

from bisect import bisect
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random

from django.db.models import Max

from hall.models import Category, PostPage, TimelineEntry
from portal.core.models import PortalImage
from portal.demo.builders.history import editors_of
from portal.demo.builders.rows import Finished, write_posts
from portal.demo.reading import read_toml, slug_of
from units.models import UnitPage

SEED = 2013
BATCH = 2_000
# They are older than what people wrote, so that the newest pages stay theirs.
YOUNGEST = timedelta(days=61)
YEARS = timedelta(days=4 * 365)
# Shares of the categories, in the order of their review steps: a city mostly says everyday things.
WEIGHTS = {"便民": 46, "活动": 16, "民生回应": 18, "政策": 9, "应急": 7, "人事": 4}
SHARE_OF_REPOSTS = 0.06
SHARE_OF_PICTURES = 0.12


class Composer:
    """Says things as the city would. The number of a post decides all of it, at any time and in any order."""

    def __init__(self):
        material = read_toml("material.toml")
        self.words, self.sentences = material["words"], material["sentences"]
        self.tails = material["tails"]["lines"]

    def compose(self, number: int) -> tuple[str, str]:
        """Return category and text of one post."""
        chance = Random(SEED * 1_000_003 + number)
        [category] = chance.choices(list(WEIGHTS), WEIGHTS.values())
        text = self.fill(chance, chance.choice(self.sentences[category]))
        if tail := chance.choice(self.tails):
            text += self.fill(chance, tail)
        if chance.random() < 0.12:
            text += f"#{chance.choice(self.words['tag'])}#"
        return category, text

    def fill(self, chance: Random, sentence: str) -> str:
        while "{" in sentence:
            name = sentence[sentence.index("{") + 1 : sentence.index("}")]
            sentence = sentence.replace("{" + name + "}", chance.choice(self.words[name]), 1)
        return sentence


def grow_crowd(total: int, units: dict[str, UnitPage], now: datetime, progress) -> int:
    """Let these units say composed things until `total` posts are live. Returns how many were added."""
    missing = max(0, total - TimelineEntry.objects.count())
    crowd = Crowd(units, now, missing)
    with progress(total=missing) as bar:
        for start in range(0, missing, BATCH):
            bar.update(crowd.speak(start, min(BATCH, missing - start)))
    return missing


class Crowd:
    """Who speaks how often, and about what. Each batch is younger than the one before, so it can carry that on."""

    def __init__(self, units: dict[str, UnitPage], now: datetime, count: int):
        self.composer = Composer()
        self.units = [unit for unit in units.values() if unit.live]
        # A few units speak all day, most now and then, some hardly ever.
        self.shares = list(accumulate(1 / (place + 1) ** 1.2 for place in range(len(self.units))))
        self.categories = {category.name: category for category in Category.objects.all()}
        self.authors = editors_of(units)
        self.pictures = pictures_of_units()
        self.heard: list[tuple[int, int]] = []
        self.eldest = now - YEARS
        self.step = (YEARS - YOUNGEST) / max(count, 1)
        # Numbers go on after every one that was used: the crowd grows, it does not repeat itself.
        self.first = PostPage.objects.aggregate(last=Max("pk"))["last"] or 0

    def speak(self, start: int, count: int) -> int:
        said = [self.post(place) for place in range(start, start + count)]
        posts = write_posts(said)
        self.heard = [(post.pk, one.unit.pk) for one, post in zip(said, posts, strict=True)]
        return count

    def post(self, place: int) -> Finished:
        number = self.first + place
        chance = Random(number)
        unit = self.units[bisect(self.shares, chance.random() * self.shares[-1])]
        category, text = self.composer.compose(number)
        return Finished(
            unit=unit,
            category=self.categories.get(category) or next(iter(self.categories.values())),
            text=text,
            published_at=self.eldest + self.step * place,
            slug=slug_of(f"crowd {number}"),
            author_id=self.authors.get(unit.code),
            pictures=self.some_pictures(chance, unit),
            repost_of_id=self.original(chance, unit),
        )

    def some_pictures(self, chance: Random, unit: UnitPage) -> list[tuple[PortalImage, str]]:
        own = self.pictures.get(f"[{unit.code}]", [])
        if chance.random() > SHARE_OF_PICTURES:
            return []
        shown = chance.sample(own, min(len(own), chance.choice((1, 1, 2, 3))))
        return [(image, image.description) for image in shown]

    def original(self, chance: Random, unit: UnitPage) -> int | None:
        if not self.heard or chance.random() > SHARE_OF_REPOSTS:
            return None
        post, speaker = chance.choice(self.heard)
        return None if speaker == unit.pk else post


def pictures_of_units() -> dict[str, list[PortalImage]]:
    """Return the pictures of posts by the mark that ends the name of their unit's collection."""
    found: dict[str, list[PortalImage]] = {}
    for image in PortalImage.objects.exclude(description="").select_related("collection").order_by("pk"):
        found.setdefault(image.collection.name.split(" ")[-1], []).append(image)
    return found

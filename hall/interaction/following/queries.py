"""What one person follows, and how many follow a unit."""

from dataclasses import dataclass

from django.http import Http404

from hall.interaction.models import Follow, FollowAll, FollowerCount
from hall.models import Hashtag
from units.models import UnitPage

# What can be followed, by the word in its address.
KINDS = {
    "unit": ("unit", UnitPage.objects.live),
    "topic": ("hashtag", lambda: Hashtag.objects.filter(use_count__gt=0)),
}


@dataclass(frozen=True)
class Followable:
    """A unit or a hashtag that can be followed. `kind` is its word in addresses."""

    kind: str
    object: UnitPage | Hashtag

    @property
    def name(self) -> str:
        return self.object.title if self.kind == "unit" else f"#{self.object.name}#"

    @property
    def address(self) -> str:
        return self.object.url if self.kind == "unit" else self.object.get_absolute_url()


def find_followable(kind: str, key: int) -> Followable:
    """Return what an address names. Raises `Http404` for what cannot be followed."""
    if kind not in KINDS:
        raise Http404
    _field, objects = KINDS[kind]
    found = objects().filter(pk=key).first()
    if found is None:
        raise Http404
    return Followable(kind, found)


def is_followed(user, wanted: Followable) -> bool:
    field, _objects = KINDS[wanted.kind]
    return Follow.objects.filter(user=user, **{field: wanted.object}).exists()


def follows_everything(user) -> bool:
    """Tell whether a person chose to follow every unit, and no unit that is online is missing."""
    if not FollowAll.objects.filter(user=user).exists():
        return False
    return not UnitPage.objects.live().exclude(pk__in=Follow.objects.filter(user=user).units()).exists()


def followers_of(unit: UnitPage) -> int:
    return FollowerCount.objects.filter(unit=unit).values_list("total", flat=True).first() or 0


def followed_units(user) -> list[UnitPage]:
    """Return the units that a person follows and that are online, as lists show them."""
    return list(
        UnitPage.objects.live().filter(pk__in=Follow.objects.filter(user=user).units()).for_directory()
    )


def followed_hashtags(user) -> list[Hashtag]:
    """Return the hashtags that a person follows, those used last first."""
    followed = Follow.objects.filter(user=user).hashtags()
    return list(Hashtag.objects.filter(pk__in=followed).order_by("-last_used_at"))

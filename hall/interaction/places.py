"""Where comments stand: below pages that take some, in the care of the unit whose page it is."""

from wagtail.models import PageLogEntry

from units.enums import SPEAKING_ROLES
from units.models import UnitPage
from units.permissions import unit_ids_with_role


def takes_comments(page) -> bool:
    """Tell whether a page, as its own type, is one below which people comment."""
    return getattr(page, "takes_comments", False)


def was_away(page) -> bool:
    """Tell, while a page is being published, whether it had been taken off: the line of that is its last."""
    lines = PageLogEntry.objects.filter(page=page.pk, action__regex="^wagtail.(un)?publish")
    last = lines.order_by("timestamp", "pk").last()
    return last is not None and last.action.startswith("wagtail.unpublish")


def unit_of(page) -> UnitPage | None:
    """Return the unit whose page this is: the nearest one at or above it. None for the hall's own pages."""
    paths = [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
    return UnitPage.objects.filter(path__in=paths).order_by("-depth").first()


def voices_of(user) -> list[UnitPage]:
    """Return the units in whose name `user` may write."""
    return list(
        UnitPage.objects.live().filter(pk__in=unit_ids_with_role(user, *SPEAKING_ROLES)).order_by("title")
    )

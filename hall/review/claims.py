"""Who has said that they are reading a text: a claim, which lapses by itself.

It holds only as long as the claimer can take the step: whoever leaves the bench, or changes the text, holds nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from portal.accounts.models import User


@dataclass(frozen=True)
class Claim:
    """A claim that holds: the key of the person, and until when."""

    person: int
    until: datetime

    def words(self, name: str, reader: int | None = None) -> str:
        """Say to `reader` who reads the text, and until when they mean to decide."""
        local = localtime(self.until)
        form = "TIME_FORMAT" if local.date() == localtime().date() else "SHORT_DATETIME_FORMAT"
        said = {"person": name, "moment": date_format(local, form)}
        if reader == self.person:
            return _("You have claimed it until %(moment)s.") % said
        return _("%(person)s has claimed it until %(moment)s.") % said


def claim_that_holds(
    person: int | None, until: datetime | None, people: Iterable[int], now: datetime
) -> Claim | None:
    """Return the claim of `person`, unless it has lapsed or they are not among `people`, who can take the step."""
    if person is None or until is None or until <= now or person not in people:
        return None
    return Claim(person, until)


def name_of(claim: Claim) -> str:
    return str(User.objects.get(pk=claim.person))

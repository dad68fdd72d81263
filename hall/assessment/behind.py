"""The facts behind a number: plain values, kept with a scorecard and told in the language of who reads. Pure.

Of a concern the number and its days are kept, never a word; of a citizen nothing at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hall.assessment.enums import Veto
from hall.assessment.subjects import GOOD_DEEDS
from hall.concerns.enums import ConcernEventKind

# So many facts of a kind are kept for each scorecard.
MOST = 500
CALLED: Mapping[str, str | Promise] = {"comment": _("Comment %(number)s"), "mention": _("Mention")}
SAYS: Mapping[str, str | Promise] = {
    "in_time": _("in time"),
    "in_time_after": _("in time, %(days)d working days"),
    "not_in_time": _("not in time"),
    "reopened": ConcernEventKind.REOPENED.label,
    "rated": _("%(stars)d stars"),
    "own_post": _("own post"),
    "repost": _("repost"),
    "answered": _("answered"),
    "not_answered": _("not answered"),
    "liked": _("liked"),
    "settled": _("settled"),
    "not_settled": _("not settled"),
    "confirmed": _("confirmed"),
    "trained": _("trained"),
}
WHY_LEFT_OUT: Mapping[str, str | Promise] = {
    "own": _("written or clicked by the unit's own people"),
    "often": _("one person too often"),
    "new": _("a crowd of new accounts"),
    "same": _("%(percent)d%% the words of the answer to %(earlier)s"),
}


@dataclass(frozen=True)
class Fact:
    """One thing that happened. `says` is a word for how it counts, `left_out` for why it does not; both with `given`.

    What has no name of its own is `called` by a word.
    """

    at: datetime
    name: str = ""
    called: str = ""
    url: str = ""
    says: str = ""
    left_out: str = ""
    given: dict = field(default_factory=dict)

    @property
    def title(self) -> str:
        return self.name or in_words(CALLED, self.called, self.given)

    @property
    def how(self) -> str:
        return in_words(SAYS, self.says, self.given)

    @property
    def why_left_out(self) -> str:
        return in_words(WHY_LEFT_OUT, self.left_out, self.given)

    def as_json(self) -> dict:
        kept = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in kept.items() if value} | {"at": self.at.isoformat()}

    @classmethod
    def from_json(cls, kept: dict) -> "Fact":
        return cls(**{**kept, "at": datetime.fromisoformat(kept["at"])})


def in_words(table: Mapping[str, str | Promise], key: str, given: dict) -> str:
    return str(table[key]) % given if key else ""


# Which kinds of facts stand behind a line of a scorecard.
BEHIND: Mapping[str, tuple[str, ...]] = {
    "answered_in_time": ("owed",),
    "median_days": ("owed",),
    "reopened": ("reopened", "owed"),
    "rating": ("rated",),
    "comments_answered": ("comments",),
    "mentions_settled": ("mentions",),
    "comments_per_post": ("comments", "posts"),
    "events": ("events",),
    "posts_per_week": ("posts",),
    "originals": ("posts",),
    "passed_on": ("passed_on", "posts"),
    "likes_per_post": ("likes", "posts"),
    "follows": (),
    "trained": ("certificates",),
    Veto.SILENT: ("posts",),
    Veto.NO_ANSWERS: ("owed", "mentions"),
    Veto.INCIDENT: ("incidents",),
    GOOD_DEEDS: ("good_deeds",),
}


def facts_behind(lists: Mapping[str, list], subject: str) -> list[Fact]:
    """Return what stands behind a line, the oldest first, out of the lists that were kept."""
    found = (Fact.from_json(kept) for kind in BEHIND.get(subject, ()) for kept in lists.get(kind, []))
    return sorted(found, key=lambda fact: fact.at)

"""What of a scorecard can be appealed against, and which facts the desk may then correct."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hall.assessment.enums import Veto
from hall.assessment.indicators import INDICATORS

GOOD_DEEDS = "good_deeds"


@dataclass(frozen=True)
class Subject:
    """An indicator, what fails a unit, or the bonus; with the facts that it is made of."""

    key: str
    label: str | Promise
    facts: tuple[str, ...]


SUBJECTS: Mapping[str, Subject] = {
    subject.key: subject
    for subject in [
        *(Subject(row.key, row.label, row.facts) for row in INDICATORS.values()),
        Subject(Veto.SILENT, Veto.SILENT.label, ("longest_silence",)),
        Subject(Veto.NO_ANSWERS, Veto.NO_ANSWERS.label, ("answers", "replies", "mentions_settled")),
        Subject(Veto.INCIDENT, Veto.INCIDENT.label, ("incidents",)),
        Subject(GOOD_DEEDS, _("Good deeds"), ("good_deeds",)),
    ]
}

FACT_LABELS: Mapping[str, str | Promise] = {
    "days": _("days on which the unit was public"),
    "posts": _("posts"),
    "originals": _("own posts"),
    "longest_silence": _("longest silence in days"),
    "passed_on": _("reposts by other units"),
    "received": _("concerns that came"),
    "owed": _("answers that fell into the month"),
    "in_time": _("answers in time"),
    "templates": _("answers in the same words"),
    "median_days": _("working days in the middle"),
    "answers": _("answers sent"),
    "reopened": _("opened again"),
    "ratings": _("answers rated"),
    "rating_sum": _("sum of the stars"),
    "comments": _("comments that count"),
    "comments_answered": _("comments answered"),
    "comments_left_out": _("comments that do not count"),
    "replies": _("official replies"),
    "mentions": _("mentions"),
    "mentions_settled": _("mentions settled"),
    "likes": _("likes that count"),
    "likes_left_out": _("likes that do not count"),
    "follows": _("new followers"),
    "events": _("campaigns and events"),
    "good_deeds": _("good deeds"),
    "incidents": _("serious incidents"),
    "members": _("team members"),
    "trained": _("team members trained this year"),
}

"""What the desk may still change of a session once people have taken part in it, and why not.

Whoever asks in order to keep the change has locked the session. An empty reason means yes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hall.assessment.training.quiz import Question, questions_of

if TYPE_CHECKING:
    from hall.assessment.models import TrainingSession

QUIZ = ("questions", "pass_mark")
TIME = ("begins_at", "ends_at")
ON_THE_CERTIFICATE = ("title", "hours")


def reasons_against(session: "TrainingSession", wanted: Mapping[str, Any]) -> dict[str, str]:
    """Return for each field that may not become what is wanted, why. `session` is as it was kept."""
    reasons = {
        **why_not_fewer_places(session, wanted),
        **dict.fromkeys(changed(session, wanted, TIME), why_not_another_time(session)),
        **dict.fromkeys(changed(session, wanted, ON_THE_CERTIFICATE), why_not_another_certificate(session)),
        **dict.fromkeys(changed(session, wanted, QUIZ), why_not_another_quiz(session)),
    }
    return {field: reason for field, reason in reasons.items() if reason}


def changed(session: "TrainingSession", wanted: Mapping[str, Any], fields: Iterable[str]) -> list[str]:
    """Return which of these fields would say something else. What failed its own check is not among the wanted."""
    return [name for name in fields if name in wanted and said(wanted[name]) != said(getattr(session, name))]


def said(value: Any) -> Any:
    """Return what was asked of people: a question without its explanation, which nobody saw before answering."""
    if not hasattr(value, "stream_block"):
        return value
    return {question.key: bare(question) for question in questions_of(value)}


def bare(question: Question) -> Question:
    return replace(question, explanation="")


def why_not_another_quiz(session: "TrainingSession") -> str:
    if not session.seats.filter(attempts__isnull=False).exists():
        return ""
    return _(
        "People have answered this quiz already, so questions and pass mark stay as they are. Explanations and the "
        "number of attempts may change; other questions belong to another session."
    )


def why_not_another_time(session: "TrainingSession") -> str:
    if not session.seats.filter(attended_at__isnull=False).exists():
        return ""
    return _("People were checked in already, so the time stays as it is.")


def why_not_another_certificate(session: "TrainingSession") -> str:
    if not session.seats.filter(certified_at__isnull=False).exists():
        return ""
    return _("Certificates that say so have been issued, so this stays as it is.")


def why_not_fewer_places(session: "TrainingSession", wanted: Mapping[str, Any]) -> dict[str, str]:
    """Say why there cannot be fewer places than are taken: nobody who has one is sent home."""
    by_unit = (
        session.seats.order_by().values("unit").annotate(seats=Count("pk")).values_list("seats", flat=True)
    )
    counts = list(by_unit)
    taken = {"seats_total": sum(counts), "seats_per_unit": max(counts, default=0)}
    return {
        field: why_not_below(count)
        for field, count in taken.items()
        if (places := wanted.get(field)) is not None and places < count
    }


def why_not_below(taken: int) -> str:
    words = ngettext(
        "%(taken)d place is taken already, and whoever has one keeps it. Give at least this number.",
        "%(taken)d places are taken already, and whoever has one keeps it. Give at least this number.",
        taken,
    )
    return words % {"taken": taken}

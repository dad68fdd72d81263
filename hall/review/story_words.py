"""The facts of a line in plain words.

Facts are whatever the code that writes an event finds worth keeping; each key has its words here. A key that this
version does not know is shown as it is, because lines outlive the code that wrote them.
"""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hall.review.enums import AfterReviewOutcome

# Only programs need them, or another fact has said them.
SILENT = {"from", "revision", "after_review"}
VALUES = {
    "category": gettext_lazy("%(value)s"),
    "rule": gettext_lazy("version %(value)s of its rule"),
    "joint": gettext_lazy("joint release “%(value)s”"),
    "taken_from": gettext_lazy("taken over from %(value)s"),
    "in_place_of": gettext_lazy("in the place of %(value)s"),
    "correction": gettext_lazy("why it changes: %(value)s"),
    "reason": gettext_lazy("reason: %(value)s"),
    "changed_by": gettext_lazy("changed by %(value)s, so earlier approvals are void"),
}
MOMENTS = {
    "moved_from": gettext_lazy("was planned for %(value)s"),
    "planned_for": gettext_lazy("planned for %(value)s"),
    "due_at": gettext_lazy("due at %(value)s"),
    "until": gettext_lazy("until %(value)s"),
}
REASONS_FOR_MORE = {
    "asked_before": gettext_lazy("because an earlier review of it was returned or asked for more"),
    "category_changed": gettext_lazy("because its category was changed"),
    "rule_changed": gettext_lazy("because the rule of its category was made stricter"),
    "released_urgently": gettext_lazy("because it went out urgently and nobody has looked at it yet"),
}


# Databases keep the keys of an object in an order of their own.
ORDER = [
    "category", "rule", "joint", "moved_from", "planned_for", "due_at", "until", "taken_from", "in_place_of",
    "correction", "reason", "broke_glass", "changed_by", "to", "why", "hours", "levels", "outcome", "told",
]  # fmt: skip


def facts_in_words(facts: dict[str, Any]) -> list[str]:
    """Return what the facts of a line say, one short phrase each, without those that say nothing."""
    phrases = [in_words(key, facts[key], facts) for key in sorted(facts, key=place_of)]
    return [phrase for phrase in phrases if phrase]


def place_of(key: str) -> tuple[int, str]:
    return (ORDER.index(key) if key in ORDER else -1, key)


def in_words(key: str, value: Any, facts: dict[str, Any]) -> str:
    if key in SILENT or value in ("", None, []):
        return ""
    if key in VALUES:
        return str(VALUES[key]) % {"value": value}
    if key in MOMENTS:
        return str(MOMENTS[key]) % {"value": moment_in_words(value)}
    if key in WORDS:
        return WORDS[key](value, facts)
    return _("%(key)s: %(value)s") % {"key": key, "value": value}


def moment_in_words(text: Any) -> str:
    """Return an ISO moment as people here write it."""
    try:
        return date_format(timezone.localtime(datetime.fromisoformat(text)), "Y-m-d H:i")
    except (TypeError, ValueError):
        return str(text)


def steps(value: Any, facts: dict[str, Any]) -> str:
    if not isinstance(value, int):
        return str(value)
    return ngettext("%(count)s review step", "%(count)s review steps", value) % {"count": value}


def hours(value: Any, facts: dict[str, Any]) -> str:
    """Only the hours of the steps that the post passes say something."""
    if not isinstance(value, list):
        return str(value)
    passed = facts.get("to") or facts.get("levels")
    shown = value[:passed] if isinstance(passed, int) else value
    return _("%(hours)s working hours") % {"hours": "＋".join(str(each) for each in shown)}


def raised(value: Any, facts: dict[str, Any]) -> str:
    return _("from %(before)s to %(after)s review steps") % {"before": facts.get("from"), "after": value}


def told(value: Any, facts: dict[str, Any]) -> str:
    names = _(", ").join(str(name) for name in value) if isinstance(value, list) else str(value)
    return _("told: %(names)s") % {"names": names}


def broke_glass(value: Any, facts: dict[str, Any]) -> str:
    return _("BREAK_GLASS was set") if value else ""


def outcome(value: Any, facts: dict[str, Any]) -> str:
    labels = dict(AfterReviewOutcome.choices)
    return str(labels.get(value, value))


def reason(value: Any, facts: dict[str, Any]) -> str:
    return str(REASONS_FOR_MORE.get(value, value))


WORDS = {
    "hours": hours,
    "levels": steps,
    "to": raised,
    "why": reason,
    "told": told,
    "broke_glass": broke_glass,
    "outcome": outcome,
}

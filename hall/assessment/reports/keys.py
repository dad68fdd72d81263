"""The few numbers on top of a report, each beside the month before."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Key:
    label: str
    value: str
    note: str = ""


def against(label: str, now: int, before: int | None, of: int | None = None) -> Key:
    """Return a number beside the one of the month before, perhaps as a part of a whole."""
    value = str(now) if of is None else f"{now} / {of}"
    note = _("%(before)d in the month before") % {"before": before} if before is not None else ""
    return Key(label, value, note)

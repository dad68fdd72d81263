"""What everybody reads of the way of a concern: who did what and when, without the words of anybody."""

from django.utils.translation import gettext as _

from hall.concerns.asking.story import Line
from hall.concerns.enums import ConcernEventKind, Voice
from hall.concerns.models import ConcernEvent

TOLD = [
    ConcernEventKind.RECEIVED,
    ConcernEventKind.ASSIGNED,
    ConcernEventKind.TRANSFERRED,
    ConcernEventKind.KIND_SET,
    ConcernEventKind.BEGUN,
    ConcernEventKind.EXTENDED,
    ConcernEventKind.ANSWERED,
    ConcernEventKind.SOLVED,
    ConcernEventKind.REOPENED,
    ConcernEventKind.NO_REPLY,
]


def public_line(event: ConcernEvent) -> Line:
    is_answer = event.kind == ConcernEventKind.ANSWERED
    return Line(event.at, title_of(event), unit=event.unit_name, is_answer=is_answer)


def title_of(event: ConcernEvent) -> str:
    if event.kind == ConcernEventKind.RECEIVED:
        return _("The question came in.")
    if event.kind == ConcernEventKind.ASSIGNED:
        return _("It is with %(unit)s.") % {"unit": event.unit_name}
    if event.kind == ConcernEventKind.TRANSFERRED:
        return _("It was passed on to %(unit)s. The deadline stays.") % {
            "unit": event.unit_name or _("Hall desk")
        }
    who = event.unit_name if event.voice == Voice.UNIT else event.get_voice_display()
    return f"{who}：{event.get_kind_display()}"

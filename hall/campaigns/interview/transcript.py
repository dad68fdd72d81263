"""The transcript of an interview as plain text."""

from django.utils.translation import gettext as _

from hall.campaigns.interview.queries import Talk
from hall.campaigns.models import InterviewPage
from portal.core.moments import written


def transcript_of(page: InterviewPage, talk: Talk, address: str) -> str:
    """Write down who was there, what was asked and what was answered. `address` is that of the page."""
    begun = written(page.opens_at)
    lines = [page.title, f"{page.unit.title} · {begun}", address, ""]
    lines += [f"{guest.name}（{guest.role}）" for guest in page.guests.all()]
    for question in talk.answered:
        lines += ["", _("%(name)s asks: %(text)s") % {"name": question.asked_by, "text": question.text}]
        lines += [_("%(name)s: %(text)s") % {"name": question.speaker, "text": question.answer}]
    if talk.waiting:
        lines += ["", _("Not answered in the interview")]
        lines += [
            _("%(name)s asks: %(text)s") % {"name": one.asked_by, "text": one.text} for one in talk.waiting
        ]
    return "\r\n".join("\r\n".join(lines).splitlines()) + "\r\n"

"""Letters to who asked, and to who follows. None says in its subject what was asked, and none carries an answer: it
leads to the page where it stands.
"""

from datetime import date, datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from hall.concerns.enums import ConcernEventKind, Voice
from hall.concerns.models import Concern, ConcernEvent
from hall.concerns.terms import REOPEN_WITHIN, SILENT_AFTER
from portal.core.outbox import post_mail

# What who asked is written about. What they have done themselves is no news to them.
TOLD = {
    ConcernEventKind.ASSIGNED,
    ConcernEventKind.TRANSFERRED,
    ConcernEventKind.EXTENDED,
    ConcernEventKind.ANSWERED,
    ConcernEventKind.ASKED_BACK,
    ConcernEventKind.MERGED,
    ConcernEventKind.NO_REPLY,
}
# Facts of a line that are days.
DAYS = ["due_before", "due_on"]


def tell_of_receipt(concern: Concern, *, code: str, now: datetime) -> None:
    """Say that a question came in. To somebody who is not signed in it brings the secret link, for the only time."""
    secret = "" if concern.asker_id else code
    path = reverse("open_concern", args=[concern.number, secret]) if secret else address_of(concern)
    write_to(
        asker_address(concern), "received", {"concern": concern, "url": at_home(path), "code": secret}, now
    )


def tell_asker(event: ConcernEvent) -> None:
    """Tell who asked what has happened, unless they did it or were just told that it came in."""
    concern = event.concern
    if event.kind not in TOLD or event.voice == Voice.CITIZEN:
        return
    if event.kind == ConcernEventKind.ASSIGNED and event.voice == Voice.HALL:
        return
    words = {
        "event": event,
        "concern": concern,
        "url": at_home(address_of(concern)),
        "silent_days": SILENT_AFTER.days,
        "reopen_days": REOPEN_WITHIN.days,
        "answer_url": public_answer_of(concern.merged_into),
        "days": {name: date.fromisoformat(event.facts[name]) for name in DAYS if name in event.facts},
    }
    write_to(asker_address(concern), event.kind, words, event.at)


def public_answer_of(concern: Concern | None) -> str:
    """Return the address at which everybody reads the answer to a concern, if they do."""
    is_there = concern is not None and concern.is_public and concern.answer_shown_at
    return at_home(concern.get_absolute_url()) if is_there else ""


def tell_of_public_answer(concern: Concern, now: datetime) -> None:
    """Tell followers, and those whose own question was joined to this one, that its answer can be read."""
    url = at_home(concern.get_absolute_url())
    followers = concern.followers.filter(user__is_active=True).select_related("user")
    readers = {follow.user.email for follow in followers}
    askers = {asker_address(other) for other in concern.duplicates.select_related("asker")}
    for address in sorted((readers | askers) - {"", asker_address(concern)}):
        write_to(address, "answer_public", {"concern": concern, "url": url}, now)


def asker_address(concern: Concern) -> str:
    """Return where letters to who asked go; nowhere if they want none."""
    if concern.email:
        return concern.email
    return concern.asker.email if concern.asker and concern.asker.is_active else ""


def address_of(concern: Concern) -> str:
    return reverse("own_concern", args=[concern.number])


def at_home(path: str) -> str:
    return settings.WAGTAILADMIN_BASE_URL + path


def write_to(address: str, kind: str, words: dict, now: datetime) -> None:
    """Write one letter, in the language of the city."""
    if not address:
        return
    with override(settings.LANGUAGE_CODE):
        subject = render_to_string(f"concerns/mail/{kind}_subject.txt", words)
        body = render_to_string(f"concerns/mail/{kind}.txt", words)
    post_mail(to=address, subject=subject, body=body, now=now)

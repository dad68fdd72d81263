"""Letters to those who answer, in their own language. What a citizen wrote is in none of them."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from hall.concerns.answering.steps import assignment_of, level_that_waits
from hall.concerns.models import Answer, Concern
from portal.accounts.languages import language_of
from portal.accounts.models import User
from portal.core.outbox import post_mail


def tell_reviewers(answer: Answer, now: datetime) -> None:
    """Tell everybody who can take the step at which an answer waits."""
    level = level_that_waits(answer)
    assignment = assignment_of(answer, level)
    words = {"answer": answer, "level": level, "assignment": assignment, "submitter": answer.submitted_by}
    tell(User.objects.filter(pk__in=assignment.people), "awaiting", answer.concern, words, now)


def tell_writers(answer: Answer, now: datetime) -> None:
    """Tell those who wrote an answer that it came back, and why."""
    people = answer.writers.exclude(pk=answer.returned_by_id)
    words = {"answer": answer, "person": answer.returned_by, "comment": answer.returned_reason}
    tell(people, "returned", answer.concern, words, now)


def tell(people: Iterable[User], kind: str, concern: Concern, words: dict, now: datetime) -> None:
    """Write one letter of this kind to each of `people` who is active."""
    address = settings.WAGTAILADMIN_BASE_URL + reverse("concerns_concern", args=[concern.number])
    for person in people:
        if person.is_active:
            write_to(person, kind, {**words, "concern": concern, "url": address}, now)


def write_to(person: User, kind: str, words: dict, now: datetime) -> None:
    with override(language_of(person)):
        words = {**words, "receiver": person}
        subject = render_to_string(f"concerns/staff_mail/{kind}_subject.txt", words)
        body = render_to_string(f"concerns/staff_mail/{kind}.txt", words)
    post_mail(to=person.email, subject=subject, body=body, now=now)


def tell_of_deadlines(person: User, concerns: list[Concern], today: date, now: datetime) -> None:
    """Tell somebody in one letter of all that is due soon or late."""
    base = settings.WAGTAILADMIN_BASE_URL
    lines = [
        (concern, concern.due_on < today, base + reverse("concerns_concern", args=[concern.number]))
        for concern in concerns
    ]
    late = sum(is_late for _concern, is_late, _address in lines)
    words = {"lines": lines, "late": late, "url": base + reverse("concerns_inbox")}
    write_to(person, "deadlines", words, now)

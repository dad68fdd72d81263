"""Words to people, in their own language: short, plain text, with the address where they can act."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page
from wagtail.users.models import UserProfile

from hall.enums import ReviewLevel
from hall.review.enums import ReminderKind, ReviewEvent
from hall.review.permissions import assignment_of, why_not_decided
from portal.accounts.languages import language_of
from portal.accounts.models import User
from portal.core.outbox import post_mail

# The choice in the person's Wagtail profile that switches a mail off; nobody switches off those of the urgent lane.
PREFERENCES = {
    "awaiting": "submitted_notifications",
    ReviewEvent.APPROVED: "approved_notifications",
    ReviewEvent.RETURNED: "rejected_notifications",
    ReviewEvent.SCHEDULED: "approved_notifications",
    ReviewEvent.PUBLISHED: "approved_notifications",
    "release_stuck": "submitted_notifications",
}


def tell_reviewers(task_state) -> None:
    """Tell everybody who can take a step that it waits."""
    if why_not_decided(task_state):
        return
    run = task_state.workflow_state
    assignment = assignment_of(task_state)
    page = Page.objects.get(pk=run.object_id).specific
    context = {
        "submitter": run.requested_by,
        "level": ReviewLevel(task_state.level),
        "assignment": assignment,
    }
    send("awaiting", User.objects.filter(pk__in=assignment.people), page, context)


def tell_writers(record) -> None:
    """Tell the owner of a text and whoever submitted it what somebody else has decided."""
    if record.page is None or record.run is None:
        return
    run = record.run
    if record.event == ReviewEvent.APPROVED and run.status == run.STATUS_APPROVED:
        return  # That it is public says more.
    people = User.objects.filter(pk__in={record.page.owner_id, run.requested_by_id} - {record.person_id})
    context = {
        "person": record.person_name,
        "level": ReviewLevel(record.level) if record.level else None,
        "comment": record.comment,
    }
    send(record.event, people, record.page.specific, context)


def tell_of_deadlines(person: User, notices: list) -> None:
    """Tell somebody in one mail of all that is due soon or late. What is late cannot be switched off."""
    if not UserProfile.get_for_user(person).submitted_notifications:
        notices = [notice for notice in notices if notice.kind != ReminderKind.NEAR]
    if notices:
        base = settings.WAGTAILADMIN_BASE_URL
        lines = [(notice, base + reverse("review_post", args=[notice.page.pk])) for notice in notices]
        words = {
            "lines": lines,
            "first": notices[0],
            "late": [n for n in notices if n.kind != ReminderKind.NEAR],
        }
        write_to(person, "deadlines", {**words, "queue_url": base + reverse("review_queue")})


def send(kind: str, people, page, context: dict) -> None:
    """Send the mail of this kind to those of `people` who are active and have not switched it off."""
    for person in people:
        profile = UserProfile.get_for_user(person)
        if not person.is_active or (kind in PREFERENCES and not getattr(profile, PREFERENCES[kind])):
            continue
        words = {
            **context,
            "title": page.get_latest_revision().object_str,
            "unit": page.get_parent().title,
            "url": settings.WAGTAILADMIN_BASE_URL + reverse("review_post", args=[page.pk]),
            "address": page.full_url,
        }
        write_to(person, kind, words)


def write_to(person: User, kind: str, words: dict) -> None:
    """Write one letter of this kind, in the person's language; it goes out after the commit."""
    with override(language_of(person)):
        words = {**words, "receiver": person}
        subject = render_to_string(f"review/mail/{kind}_subject.txt", words)
        body = render_to_string(f"review/mail/{kind}.txt", words)
    post_mail(to=person.email, subject=subject, body=body, now=timezone.now())

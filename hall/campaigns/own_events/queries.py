"""What one person takes part in, event by event. Each format says in one function what it keeps of somebody."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from hall.campaigns.activity.links import path_of
from hall.campaigns.collection.enums import SubmissionState
from hall.campaigns.models import (
    CharityGoal,
    CollectionVote,
    EventReminder,
    InterviewQuestion,
    Pledge,
    SignUp,
    Submission,
    SurveyAnswer,
)
from portal.accounts.me import StrOrPromise
from portal.accounts.models import User

EACH = 200
SIGNED_UP = pgettext_lazy("what somebody did", "Signed up")
PLEDGED = pgettext_lazy("what somebody did", "Pledged")
SENT_IN = pgettext_lazy("what somebody did", "Sent in")
VOTED = pgettext_lazy("what somebody did", "Voted")
ASKED = pgettext_lazy("what somebody did", "Asked")
ANSWERED = pgettext_lazy("what somebody did", "Answered")
TO_BE_REMINDED = pgettext_lazy("what somebody did", "Asked for a reminder")


@dataclass(frozen=True)
class Part:
    """One thing that somebody did: what, where it stands (nothing for what is simply done), and its own page."""

    page_id: int
    at: datetime
    what: StrOrPromise
    state: str
    address: str
    # What it is called, in the words of who gave it or of the event.
    name: str = ""


@dataclass(frozen=True)
class OwnEvent:
    """An event with what one person did there, the newest first. One that is not public any more has no address."""

    page: Page
    parts: list[Part]

    @property
    def entry(self):
        return getattr(self.page, "entry", None) if self.page.live else None


def sign_ups(user: User) -> Iterator[Part]:
    for row in SignUp.objects.filter(person=user).order_by("-signed_up_at", "-pk")[:EACH]:
        yield Part(
            row.activity_id,
            row.signed_up_at,
            SIGNED_UP,
            row.get_state_display(),
            path_of(row.seed),
        )


def pledges(user: User) -> Iterator[Part]:
    rows = list(
        Pledge.objects.filter(person=user).select_related("tally").order_by("-pledged_at", "-pk")[:EACH]
    )
    goals = CharityGoal.objects.filter(page__in={row.tally.page_id for row in rows})
    names = {(goal.page_id, goal.key): goal for goal in goals}
    for row in rows:
        goal = names.get((row.tally.page_id, row.tally.key))
        name = f"{goal.name} {row.amount} {goal.measure}" if goal else str(row.amount)
        address = reverse("charity_give", args=[row.tally.page_id])
        yield Part(
            row.tally.page_id,
            row.pledged_at,
            PLEDGED,
            row.get_state_display(),
            address,
            name,
        )


def submissions(user: User) -> Iterator[Part]:
    rows = Submission.objects.filter(author=user).exclude(state=SubmissionState.DRAFT)
    for row in rows.order_by("-sent_at", "-pk")[:EACH]:
        address = reverse("collection_submit", args=[row.page_id])
        at = row.sent_at or row.begun_at
        yield Part(
            row.page_id,
            at,
            SENT_IN,
            row.get_state_display(),
            address,
            row.title,
        )


def votes(user: User) -> Iterator[Part]:
    rows = CollectionVote.objects.filter(person=user).select_related("submission").order_by("-at", "-pk")
    for row in rows[:EACH]:
        yield Part(row.page_id, row.at, VOTED, "", "", row.submission.title)


def questions(user: User) -> Iterator[Part]:
    for row in InterviewQuestion.objects.filter(asker=user).order_by("-asked_at", "-pk")[:EACH]:
        address = reverse("interview_ask", args=[row.event_id])
        yield Part(
            row.event_id,
            row.asked_at,
            ASKED,
            row.get_state_display(),
            address,
            row.text,
        )


def answers(user: User) -> Iterator[Part]:
    """What was answered stays between the answers: only that somebody has."""
    for row in SurveyAnswer.objects.filter(person=user).order_by("-sent_at", "-pk")[:EACH]:
        yield Part(row.page_id, row.sent_at, ANSWERED, "", "")


def reminders(user: User) -> Iterator[Part]:
    rows = EventReminder.objects.filter(person=user, told_at=None, stopped_at=None)
    for row in rows.order_by("-asked_at", "-pk")[:EACH]:
        address = reverse("remind_me", args=[row.page_id])
        yield Part(
            row.page_id,
            row.asked_at,
            TO_BE_REMINDED,
            row.get_occasion_display(),
            address,
        )


KEPT: list[Callable[[User], Iterator[Part]]] = [
    sign_ups,
    pledges,
    submissions,
    votes,
    questions,
    answers,
    reminders,
]


def own_parts(user: User) -> list[tuple[int, list[Part]]]:
    """Return the keys of the events that `user` takes part in with what they did, the newest first."""
    by_page = defaultdict(list)
    parts = [part for keep in KEPT for part in keep(user)]
    for part in sorted(parts, key=lambda part: part.at, reverse=True):
        by_page[part.page_id].append(part)
    return list(by_page.items())


def with_pages(own: list[tuple[int, list[Part]]]) -> list[OwnEvent]:
    """Return these events as a list shows them."""
    pages = Page.objects.select_related("entry__unit").in_bulk([key for key, _parts in own])
    return [OwnEvent(pages[key], parts) for key, parts in own if key in pages]

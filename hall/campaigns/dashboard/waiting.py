"""What waits for an organiser, in the order in which it presses. Each kind of waiting is one row of a table."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import WorkflowState

from hall.campaigns.charity.enums import PledgeState
from hall.campaigns.collection.enums import SubmissionState
from hall.campaigns.dashboard.events import address_of, events_of, moments_of_draft
from hall.campaigns.enums import QuestionState
from hall.campaigns.formats import formats
from hall.campaigns.models import InterviewQuestion, Pledge, Submission
from hall.campaigns.organising import invitations_for

# Drafts that open so soon must go for review now; the review takes working hours.
NEAR = timedelta(days=3)
RESULTS_ASKED_FOR = timedelta(days=60)
SHOWN = 30
UNDER_REVIEW = [WorkflowState.STATUS_IN_PROGRESS]
RETURNED = [WorkflowState.STATUS_NEEDS_CHANGES]


@dataclass(frozen=True)
class Waiting:
    """One thing to do: what it is, of which event, and where it is done."""

    words: str
    title: str
    address: str


def what_waits(user, now: datetime) -> list[Waiting]:
    """Return what waits for `user`. The number of queries is that of the table, however much waits."""
    pages = events_of(user)
    return [one for find in FINDERS for one in find(user, pages, now)]


def returned(user, pages, now) -> Iterator[Waiting]:
    for page in by_review(pages, RETURNED).select_related("content_type")[:SHOWN]:
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        yield Waiting(_("Came back from the review"), page.draft_title, address)


def by_review(pages, statuses):
    return pages.filter(_workflow_states__status__in=statuses).distinct()


def questions(user, pages, now) -> Iterator[Waiting]:
    rows = InterviewQuestion.objects.filter(state=QuestionState.WAITING)
    for page, title, count in counted(rows, "event", pages):
        words = ngettext(
            "%(count)d question waits for the host", "%(count)d questions wait for the host", count
        )
        yield Waiting(words % {"count": count}, title, reverse("campaigns_interview", args=[page]))


def submissions(user, pages, now) -> Iterator[Waiting]:
    rows = Submission.objects.filter(state=SubmissionState.WAITING)
    for page, title, count in counted(rows, "page", pages):
        words = ngettext(
            "%(count)d submission waits for a decision", "%(count)d submissions wait for a decision", count
        )
        yield Waiting(words % {"count": count}, title, reverse("collection_desk", args=[page]))


def pledges(user, pages, now) -> Iterator[Waiting]:
    rows = Pledge.objects.filter(state=PledgeState.PLEDGED)
    for page, title, count in counted(rows, "tally__page", pages):
        words = ngettext(
            "%(count)d pledge is not received yet", "%(count)d pledges are not received yet", count
        )
        yield Waiting(words % {"count": count}, title, reverse("charity_desk", args=[page]))


def counted(rows: QuerySet, page: str, pages) -> QuerySet:
    """Count rows by their event, the most first."""
    found = rows.filter(**{f"{page}__in": pages.values("pk")}).order_by()
    named = found.values_list(page, f"{page}__draft_title")
    return named.annotate(count=Count("pk")).order_by("-count", page)[:SHOWN]


def invitations(user, pages, now) -> Iterator[Waiting]:
    for row in invitations_for(user):
        words = _("%(unit)s is asked to host it") % {"unit": row.unit.title}
        yield Waiting(words, row.campaign.draft_title, reverse("campaigns_invitations"))


def drafts(user, pages, now) -> Iterator[Waiting]:
    own = pages.filter(live=False, first_published_at=None, latest_revision__isnull=False)
    # What came back stands above; what is under review or approved needs nobody here.
    idle = own.exclude(pk__in=by_review(pages, UNDER_REVIEW + RETURNED).values("pk"))
    newest = idle.annotate_approved_schedule().order_by("-latest_revision_created_at", "-pk")
    for page in newest.select_related("latest_revision")[:SHOWN]:
        opens_at, _closes_at = moments_of_draft(page)
        if opens_at < now + NEAR and not page.approved_schedule:
            past = opens_at <= now
            words = (
                _("Its opening has passed, and it is a draft") if past else _("Opens soon, and is a draft")
            )
            yield Waiting(words, page.draft_title, reverse("wagtailadmin_pages:edit", args=[page.pk]))


def results(user, pages, now) -> Iterator[Waiting]:
    closed = pages.filter(
        entry__closes_at__lte=now, entry__closes_at__gt=now - RESULTS_ASKED_FOR, entry__called_off=""
    ).exclude(pk__in=by_review(pages, UNDER_REVIEW + RETURNED).values("pk"))
    for model in formats().values():
        found = model.objects.filter(pk__in=closed.values("pk"), results="").select_related(
            "entry", "content_type"
        )
        for page in found.order_by("-entry__closes_at")[:SHOWN]:
            if page.over_at(page.entry.closes_at) <= now:
                yield Waiting(_("It is over; say what came of it"), page.draft_title, address_of(page))


FINDERS: list[Callable] = [returned, questions, submissions, pledges, invitations, drafts, results]

"""What the page of a collection, its authors and its organisers read."""

from django.db.models import Avg, Count, F, Q, QuerySet

from hall.campaigns.collection.enums import SubmissionState
from hall.campaigns.models import CollectionPage, CollectionVote, Submission
from portal.accounts.models import User
from portal.core.pagination import Cursor, Slice, newest_before

PAGE_SIZE = 12


def gallery(page: CollectionPage, before: Cursor | None = None) -> Slice:
    """Return what is public, newest first, by keyset; winners stand in a list of their own once announced."""
    shown = page.submissions.filter(state=SubmissionState.APPROVED).annotate(published_at=F("decided_at"))
    if hasattr(page, "result"):
        shown = shown.filter(award="")
    return newest_before(with_files(shown), before, PAGE_SIZE)


def with_files(submissions):
    return submissions.select_related("media").prefetch_related("pictures__image__renditions")


def winners(page: CollectionPage) -> list[Submission]:
    """Return what won, once that is announced; who has withdrawn since keeps the place and nothing else."""
    if not hasattr(page, "result"):
        return []
    return list(with_files(page.submissions.exclude(award="").order_by("award", "pk")))


def pages_for(user: User) -> QuerySet[CollectionPage]:
    """Return the public collections, and those that somebody sent something in to: it stays theirs to take back."""
    own = Submission.objects.filter(author=user).exclude(state=SubmissionState.DRAFT)
    return CollectionPage.objects.filter(Q(live=True) | Q(pk__in=own.values("page")))


def own_submissions(page: CollectionPage, user: User) -> list[Submission]:
    """Return what somebody has sent in, newest first."""
    sent = page.submissions.filter(author=user).exclude(state=SubmissionState.DRAFT)
    return list(sent.prefetch_related("pictures"))


def voted_for(page: CollectionPage, user: User) -> Submission | None:
    ballot = CollectionVote.objects.filter(page=page, person=user).select_related("submission").first()
    return ballot.submission if ballot else None


def for_organisers(page: CollectionPage, state: str, user: User):
    """Return what was sent in and stands so, with the marks of the jury: who waits longest first."""
    rows = page.submissions.filter(state=state).select_related("author")
    own = Avg("marks__mark", filter=Q(marks__person=user))
    marked = rows.annotate(average=Avg("marks__mark"), own_mark=own)
    return marked.prefetch_related("pictures").order_by("sent_at", "pk")


def all_sent(page: CollectionPage):
    """Return all that was sent in, in that order, each with its average mark and how many pictures it has."""
    rows = page.submissions.exclude(state=SubmissionState.DRAFT).select_related("author")
    counted = rows.annotate(average=Avg("marks__mark"), pictures_count=Count("pictures", distinct=True))
    return counted.order_by("sent_at", "pk")

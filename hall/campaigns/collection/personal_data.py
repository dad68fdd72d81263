"""What people gave to a collection, for the download and for the day they leave."""

from collections.abc import Iterator
from pathlib import PurePath

from django.core.files.base import File
from django.utils import timezone

from hall.campaigns.collection.enums import SubmissionState
from hall.campaigns.collection.files import drop_files
from hall.campaigns.collection.services import emptied
from hall.campaigns.models import CollectionPage, CollectionVote, EventPage, Submission, SubmissionPicture
from portal.accounts.models import User

FIELDS = ("campaigns.Submission.author", "campaigns.CollectionVote.person")


def collect(user: User) -> list[dict]:
    sent = Submission.objects.filter(author=user).select_related("page").prefetch_related("pictures")
    given = CollectionVote.objects.filter(person=user).select_related("page", "submission")
    return [
        *(
            {
                "event": row.page.title,
                "title": row.title,
                "text": row.text,
                "credit": row.credit,
                "state": row.get_state_display(),
                "reason": row.reason,
                "award": row.award,
                "sent_at": row.sent_at.isoformat() if row.sent_at else "",
                "pictures": [name_of(picture) for picture in row.pictures.all()],
                "clip": clip_name_of(row),
            }
            for row in sent
        ),
        *(
            {"event": one.page.title, "voted_for": one.submission.title, "at": one.at.isoformat()}
            for one in given
        ),
    ]


def files(user: User) -> Iterator[tuple[str, File]]:
    for picture in SubmissionPicture.objects.filter(submission__author=user):
        yield name_of(picture), picture.file
    for row in Submission.objects.filter(author=user).exclude(clip=""):
        yield clip_name_of(row), row.clip


def name_of(picture: SubmissionPicture) -> str:
    return f"submissions/{picture.pk}{PurePath(picture.file.name).suffix}"


def clip_name_of(row: Submission) -> str:
    return f"submissions/clip-{row.pk}{PurePath(row.clip.name).suffix}" if row.clip else ""


def forget(user: User) -> None:
    """Take back everything that the person sent in; their votes stay counted, without the person."""
    # Whoever decides about one at the same moment is waited for, so that no public copy is left behind.
    for row in Submission.objects.select_for_update().filter(author=user):
        emptied(row, timezone.now())
    Submission.objects.filter(author=user).update(author=None)
    CollectionVote.objects.filter(person=user).update(person=None)


def remove(page: EventPage) -> None:
    """Delete what never became public; what is public stays under the name that its author agreed to."""
    if not isinstance(page, CollectionPage):
        return
    hidden = page.submissions.exclude(state__in=[SubmissionState.APPROVED, SubmissionState.WITHDRAWN])
    for row in hidden.prefetch_related("pictures"):
        drop_files(row)
    hidden.delete()
    page.submissions.update(author=None)
    page.ballots.update(person=None)

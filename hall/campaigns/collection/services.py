"""Verbs of a collection: to send in and take back, to decide, to vote, to mark, to announce."""

from datetime import datetime
from pathlib import PurePosixPath

from django.core.files.base import File
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Collection

from hall.campaigns.collection.enums import SubmissionState
from hall.campaigns.collection.permissions import (
    why_not_announce,
    why_not_award,
    why_not_decide,
    why_not_decline,
    why_not_send,
    why_not_vote,
    why_not_withdraw,
)
from hall.campaigns.models import (
    CollectionPage,
    CollectionResult,
    CollectionVote,
    JuryMark,
    Submission,
    SubmissionPicture,
)
from hall.campaigns.models.collection import PICTURES_AT_MOST
from portal.accounts.models import User
from portal.core.locking import lock_row
from portal.core.models import PortalImage
from portal.core.private_files import clean_picture
from portal.core.refusals import Refused, refuse_if


@transaction.atomic
def keep_draft(*, page: CollectionPage, user: User, token: str, now: datetime, **words) -> Submission:
    """Keep what somebody has typed so far under the token of their form; what was sent already stays as it is."""
    row, _is_new = Submission.objects.get_or_create(
        page=page, token=token, defaults={"author": user, "begun_at": now}
    )
    row = lock_row(Submission, row.pk)
    refuse_if(why_not_withdraw(user, row))
    if row.state == SubmissionState.DRAFT and words:
        for name, value in words.items():
            setattr(row, name, value)
        row.save(update_fields=list(words))
    return row


@transaction.atomic
def add_picture(*, submission_id: int, file: File) -> SubmissionPicture:
    """Keep one picture of a draft, drawn anew. Raises `Refused` for what is none, and when all places are taken."""
    row = lock_row(Submission, submission_id)
    taken = set(row.pictures.values_list("position", flat=True))
    free = [place for place in range(1, PICTURES_AT_MOST + 1) if place not in taken]
    if not free or row.state != SubmissionState.DRAFT:
        raise Refused([_("At most %(count)d pictures are taken.") % {"count": PICTURES_AT_MOST}])
    return row.pictures.create(position=free[0], file=clean_picture(file))


@transaction.atomic
def send_in(*, submission_id: int, user: User, now: datetime) -> Submission:
    """Give a draft to the organisers. Twice is once. Raises `Refused`."""
    # One after the other for each person, so that nobody sends in too many at once.
    lock_row(User, user.pk)
    row = lock_row(Submission, submission_id)
    if row.state != SubmissionState.DRAFT:
        return row
    refuse_if(why_not_send(user, row.page, row, now))
    row.state, row.sent_at = SubmissionState.WAITING, now
    row.save(update_fields=["state", "sent_at"])
    return row


@transaction.atomic
def withdraw_submission(*, submission_id: int, user: User, now: datetime) -> Submission:
    """Take a submission back with its words and pictures; an award that it won stays in the list. Raises `Refused`."""
    row = lock_row(Submission, submission_id)
    refuse_if(why_not_withdraw(user, row))
    return emptied(row, now)


def emptied(row: Submission, now: datetime) -> Submission:
    """Take everything out of a submission that its author has taken back; votes for it are free again."""
    drop_pictures(row.pictures.all())
    row.ballots.all().delete()
    row.state, row.decided_at = SubmissionState.WITHDRAWN, now
    row.title = row.text = row.credit = row.reason = ""
    row.votes = 0
    row.save()
    return row


def drop_pictures(pictures) -> None:
    for picture in pictures:
        hide_picture(picture)
        picture.file.delete(save=False)
        picture.delete()


def hide_picture(picture: SubmissionPicture) -> None:
    """Delete the public copy of a picture with all its sizes; the one that a post shows stays with the post."""
    image, picture.image = picture.image, None
    picture.save(update_fields=["image"])
    if image:
        try:
            with transaction.atomic():
                image.delete()
        except ProtectedError:
            return


@transaction.atomic
def approve_submission(*, submission_id: int, by: User, now: datetime) -> Submission:
    """Make a submission public. Twice is once. Raises `Refused`."""
    row = lock_row(Submission, submission_id)
    refuse_if(why_not_decide(by, row))
    if row.state != SubmissionState.APPROVED:
        for picture in row.pictures.all():
            show_picture(picture)
        decide(row, SubmissionState.APPROVED, by, now)
    return row


def show_picture(picture: SubmissionPicture) -> None:
    """Make the public copy of a picture: outside the units' collections, for it is its author's."""
    with picture.file.open("rb") as file:
        image = PortalImage(
            title=picture.alt_text or "-",
            file=File(file, name=PurePosixPath(str(picture.file)).name),
            collection=Collection.get_first_root_node(),
        )
        image._set_image_file_metadata()
        image.save()
    picture.image = image
    picture.save(update_fields=["image"])


@transaction.atomic
def decline_submission(*, submission_id: int, by: User, reason: str, now: datetime) -> Submission:
    """Say no to a submission with a reason for its author; what was public is public no more. Raises `Refused`."""
    row = lock_row(Submission, submission_id)
    refuse_if(why_not_decline(by, row, reason))
    for picture in row.pictures.all():
        hide_picture(picture)
    row.ballots.all().delete()
    row.votes, row.award = 0, ""
    return decide(row, SubmissionState.DECLINED, by, now, reason)


def decide(row: Submission, state: str, by: User, now: datetime, reason: str = "") -> Submission:
    row.state, row.reason, row.decided_by, row.decided_at = state, reason, by, now
    row.save()
    log(instance=row.page, action=f"campaigns.collection.{state}", user=by, data={"title": row.title})
    return row


@transaction.atomic
def vote(*, submission_id: int, user: User, now: datetime) -> Submission:
    """Give one's vote to a submission. Twice is once. Raises `Refused`."""
    lock_row(User, user.pk)
    row = lock_row(Submission, submission_id)
    refuse_if(why_not_vote(user, row.page, row, now))
    _ballot, is_new = CollectionVote.objects.get_or_create(
        page=row.page, person=user, defaults={"submission": row, "at": now}
    )
    if is_new:
        row.votes += 1
        row.save(update_fields=["votes"])
    return row


@transaction.atomic
def take_vote_back(*, submission_id: int, user: User, now: datetime) -> Submission:
    """Take one's vote back, while votes are given. Raises `Refused`."""
    lock_row(User, user.pk)
    row = lock_row(Submission, submission_id)
    refuse_if(why_not_vote(user, row.page, row, now))
    deleted, _rows = row.ballots.filter(person=user).delete()
    if deleted:
        row.votes -= 1
        row.save(update_fields=["votes"])
    return row


@transaction.atomic
def mark_submission(*, submission_id: int, by: User, mark: int) -> JuryMark:
    """Give a mark from 1 to 10, or another one. Raises `Refused`."""
    row = lock_row(Submission, submission_id)
    refuse_if(why_not_decide(by, row))
    given, _is_new = JuryMark.objects.update_or_create(submission=row, person=by, defaults={"mark": mark})
    return given


@transaction.atomic
def award_submission(*, submission_id: int, by: User, award: str) -> Submission:
    """Give an award, or take it away with no words. Raises `Refused`."""
    row = lock_row(Submission, submission_id)
    refuse_if(why_not_award(by, row, award))
    row.award = award
    row.save(update_fields=["award"])
    return row


@transaction.atomic
def announce_winners(*, page_id: int, by: User, now: datetime) -> CollectionResult:
    """Let everybody see the awards. Twice is once. Raises `Refused`."""
    page = lock_row(CollectionPage, page_id)
    refuse_if(why_not_announce(by, page, now))
    result, is_new = CollectionResult.objects.get_or_create(page=page, defaults={"announced_at": now})
    if is_new:
        log(instance=page, action="campaigns.collection.announce", user=by)
    return result

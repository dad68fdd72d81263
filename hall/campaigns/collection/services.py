"""Verbs of a collection: to send in and take back, to decide, to vote, to mark, to announce."""

from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from hall.campaigns import outcomes
from hall.campaigns.collection.enums import SubmissionState
from hall.campaigns.collection.files import drop_files, hide_files, show_files
from hall.campaigns.collection.permissions import (
    SUBMISSIONS_AT_MOST,
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
)
from portal.accounts.models import User
from portal.core.locking import lock_row
from portal.core.refusals import refuse_if


@transaction.atomic
def keep_draft(*, page: CollectionPage, user: User, token: str, now: datetime, **words) -> Submission:
    """Keep what somebody has typed so far under the token of their form; what was sent already stays as it is."""
    row, is_new = Submission.objects.get_or_create(
        page=page, token=token, defaults={"author": user, "begun_at": now}
    )
    if is_new:
        drop_oldest_drafts(page, user)
    row = lock_row(Submission, row.pk)
    refuse_if(why_not_withdraw(user, row))
    if row.state == SubmissionState.DRAFT and words:
        for name, value in words.items():
            setattr(row, name, value)
        row.save(update_fields=list(words))
    return row


def drop_oldest_drafts(page: CollectionPage, user: User) -> None:
    """Keep no more drafts of one person than they may send in: each may hold many large files."""
    drafts = page.submissions.filter(author=user, state=SubmissionState.DRAFT).order_by("-pk")
    for draft in drafts[SUBMISSIONS_AT_MOST:]:
        drop_files(draft)
        draft.delete()


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
    """Take a submission back with its words and files; an award that it won stays in the list. Raises `Refused`."""
    row = lock_row(Submission, submission_id)
    refuse_if(why_not_withdraw(user, row))
    return emptied(row, now)


def emptied(row: Submission, now: datetime) -> Submission:
    """Take everything out of a submission that its author has taken back; votes for it are free again."""
    drop_files(row)
    row.ballots.all().delete()
    row.state, row.decided_at = SubmissionState.WITHDRAWN, now
    row.title = row.text = row.credit = row.reason = ""
    row.votes = 0
    row.save()
    return row


@transaction.atomic
def approve_submission(*, submission_id: int, by: User, now: datetime) -> Submission:
    """Make a submission public. Twice is once. Raises `Refused`."""
    row = lock_row(Submission, submission_id)
    refuse_if(why_not_decide(by, row))
    if row.state != SubmissionState.APPROVED:
        show_files(row)
        decide(row, SubmissionState.APPROVED, by, now)
        outcomes.tell("submission_shown", page=row.page, person=row.author, row=row, now=now)
    return row


@transaction.atomic
def decline_submission(*, submission_id: int, by: User, reason: str, now: datetime) -> Submission:
    """Say no to a submission with a reason for its author; what was public is public no more. Raises `Refused`."""
    row = lock_row(Submission, submission_id)
    refuse_if(why_not_decline(by, row, reason))
    hide_files(row)
    row.ballots.all().delete()
    row.votes, row.award = 0, ""
    decide(row, SubmissionState.DECLINED, by, now, reason)
    outcomes.tell("submission_declined", page=row.page, person=row.author, row=row, now=now)
    return row


def decide(row: Submission, state: str, by: User, now: datetime, reason: str = "") -> None:
    row.state, row.reason, row.decided_by, row.decided_at = state, reason, by, now
    row.save()
    log(instance=row.page, action=f"campaigns.collection.{state}", user=by, data={"submission": row.pk})


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
    """Let everybody see the awards, and tell who won. Twice is once. Raises `Refused`."""
    page = lock_row(CollectionPage, page_id)
    refuse_if(why_not_announce(by, page, now))
    result, is_new = CollectionResult.objects.get_or_create(page=page, defaults={"announced_at": now})
    if is_new:
        log(instance=page, action="campaigns.collection.announce", user=by)
        for row in page.submissions.filter(state=SubmissionState.APPROVED).exclude(award=""):
            outcomes.tell("submission_won", page=page, person=row.author, row=row, now=now)
    return result

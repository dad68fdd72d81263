"""Who may send in, vote, decide and award, and why not. An empty answer means yes."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hall.campaigns.collection.enums import SubmissionState, Voting
from hall.campaigns.enums import Phase
from hall.campaigns.permissions import why_not_organise
from hall.campaigns.taking_part import why_not_held, why_not_take_part

SUBMISSIONS_AT_MOST = 5
REASON_LIMIT = 200
AWARD_LIMIT = 30


def why_not_voting(page) -> str:
    """Say why the vote of a collection cannot be as its fields say."""
    if page.voting != Voting.AFTER:
        return ""
    if not page.closes_at:
        return _("Say when submissions close, so that the vote can begin.")
    if not page.voting_ends_at or page.voting_ends_at <= page.closes_at:
        return _("The vote ends after submissions have closed.")
    return ""


def why_not_send(user, page, submission, now) -> str:
    """Say why `user` may not send this in now."""
    if reason := why_not_take_part(user, page, now):
        return reason
    if submission.author_id != user.pk:
        return _("This submission is not yours.")
    sent = page.submissions.filter(author=user).exclude(
        state__in=[SubmissionState.DRAFT, SubmissionState.WITHDRAWN]
    )
    if sent.count() >= SUBMISSIONS_AT_MOST:
        return ngettext(
            "One person can send in %(count)d submission.",
            "One person can send in %(count)d submissions.",
            SUBMISSIONS_AT_MOST,
        ) % {"count": SUBMISSIONS_AT_MOST}
    return ""


def why_not_withdraw(user, submission) -> str:
    """Say why `user` may not take a submission back; its author may at any time."""
    if user.is_authenticated and submission.author_id == user.pk:
        return ""
    return _("This submission is not yours.")


def why_no_vote(page, now) -> str:
    """Say why the public does not vote at `now`."""
    if page.voting == Voting.NONE:
        return _("There is no public vote here.")
    if reason := why_not_held(page):
        return reason
    phase = page.phase(now)
    begins = Phase.OPEN if page.voting == Voting.TOGETHER else Phase.CLOSED
    if phase == Phase.UPCOMING or (begins == Phase.CLOSED and phase == Phase.OPEN):
        return _("The vote has not begun yet.")
    over = phase == Phase.CLOSED if page.voting_ends_at is None else now >= page.voting_ends_at
    return _("The vote is over.") if over else ""


def why_not_vote(user, page, submission, now) -> str:
    if not user.is_authenticated or not user.is_active:
        return _("Please sign in first.")
    if reason := why_no_vote(page, now):
        return reason
    if submission.state != SubmissionState.APPROVED:
        return _("This submission is not public any more.")
    if submission.author_id == user.pk:
        return _("Nobody votes for their own submission.")
    if page.ballots.filter(person=user).exclude(submission=submission).exists():
        return _("You have given your vote to another submission. Take it back first.")
    return ""


def why_not_decide(user, submission) -> str:
    """Say why `user` may not approve, decline, mark or award this."""
    if reason := why_not_organise(user, submission.page):
        return reason
    if submission.author_id == user.pk:
        return _("This submission is your own; a colleague decides about it.")
    if submission.state == SubmissionState.WITHDRAWN:
        return _("Its author has withdrawn it meanwhile.")
    if submission.state == SubmissionState.DRAFT:
        return _("It was not sent in.")
    return ""


def why_not_decline(user, submission, reason: str) -> str:
    if refused := why_not_decide(user, submission):
        return refused
    if not reason or len(reason) > REASON_LIMIT:
        return _("Say in one sentence why, for its author; at most %(limit)d characters.") % {
            "limit": REASON_LIMIT
        }
    return ""


def why_not_award(user, submission, award: str) -> str:
    if refused := why_not_decide(user, submission):
        return refused
    if submission.state != SubmissionState.APPROVED:
        return _("Only what is public can win.")
    if hasattr(submission.page, "result"):
        return _("The winners are announced; the awards stand as they are.")
    if len(award) > AWARD_LIMIT:
        return _("The award may have %(limit)d characters at most.") % {"limit": AWARD_LIMIT}
    return ""


def why_not_announce(user, page, now) -> str:
    if reason := why_not_organise(user, page):
        return reason
    if page.phase(now) != Phase.CLOSED:
        return _("Winners are announced after submissions have closed.")
    if page.voting != Voting.NONE and not page.entry.called_off and not why_no_vote(page, now):
        return _("The vote still goes on.")
    if not page.submissions.exclude(award="").exists():
        return _("Nothing has been given an award yet.")
    return ""

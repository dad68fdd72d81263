"""Who may pledge, withdraw and receive, and why not. An empty answer means yes."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hall.campaigns.charity.enums import GoalKind, PledgeState
from hall.campaigns.permissions import why_not_organise
from hall.campaigns.taking_part import why_not_take_part

RECEIPT_LIMIT = 40


def why_not_goal(goal) -> dict[str, str]:
    """Say what a goal lacks, field by field."""
    if goal.kind != GoalKind.MONEY:
        return {} if goal.amount else {"amount": _("Say how much is needed.")}
    words = _("Money goes to a registered charity alone: give its name, its number and its address.")
    fields = ["charity_name", "charity_number", "charity_link"]
    return {name: words for name in fields if not getattr(goal, name).strip()}


def why_not_pledge(user, page, goal, tally, amount: int, now) -> str:
    """Say why `user` may not promise so much for a goal; the row of the tally is locked."""
    if reason := why_not_take_part(user, page, now):
        return reason
    has_pledged = tally.pledges.filter(person=user, state=PledgeState.PLEDGED).exists()
    left = (goal.amount or 0) - tally.pledged - tally.received
    if reason := why_not_more(goal, left, has_pledged=has_pledged):
        return reason
    if amount > left:
        return ngettext("Only %(count)d more is needed.", "Only %(count)d more are needed.", left) % {
            "count": left
        }
    return ""


def why_not_more(goal, left: int, *, has_pledged: bool) -> str:
    """Say why one person may promise nothing for a goal, however little; `left` is how much is still needed."""
    if goal.kind == GoalKind.MONEY:
        return _("No money is handled here. Please give it to the charity itself.")
    if has_pledged:
        return _("You have pledged for this already. Withdraw it to pledge anew.")
    return _("Enough has been promised for this. Thank you!") if left <= 0 else ""


def why_not_own(user, pledge) -> str:
    if user.is_authenticated and pledge.person_id == user.pk:
        return ""
    return _("This pledge is not yours.")


def why_not_withdraw(user, pledge) -> str:
    """Say why `user` may not take a promise back; what is promised and open may be taken back at any time."""
    if reason := why_not_own(user, pledge):
        return reason
    if pledge.state == PledgeState.RECEIVED:
        return _("What you promised has been received already.")
    return ""


def why_not_receive(user, page, pledge, amount: int, receipt: str) -> str:
    """Say why `user` may not note that a promise was kept."""
    if reason := why_not_organise(user, page):
        return reason
    if pledge.person_id == user.pk:
        return _("This pledge is your own; a colleague notes what has arrived.")
    if pledge.state == PledgeState.WITHDRAWN:
        return _("This pledge was withdrawn meanwhile.")
    if pledge.state == PledgeState.RECEIVED:
        return _("This was noted already, with receipt %(receipt)s.") % {"receipt": pledge.receipt}
    if not receipt or len(receipt) > RECEIPT_LIMIT:
        return _("Give the number of the receipt, in at most %(limit)d characters.") % {
            "limit": RECEIPT_LIMIT
        }
    if amount < 1:
        return _("Say how much was received.")
    return ""

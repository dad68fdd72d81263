"""Who may see a supervision order, and who may do what with it. An empty answer means yes."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hall.supervision.enums import AppealOutcome, OrderState
from hall.supervision.inspectors import answers_for, is_inspector, why_not_inspect
from hall.supervision.models import Sighting, SupervisionOrder
from hall.supervision.orders.graph import may_follow
from hall.supervision.terms import LONGEST_DEADLINE, REASON_LIMIT, WORDS_LIMIT
from units.enums import Role
from units.permissions import has_portal_role


def why_not_see(user, order: SupervisionOrder) -> str:
    """Say why `user` may not read an order. The set form is `SupervisionOrderQuerySet.seen_by`."""
    if answers_for(user, order.unit) or not why_not_inspect(user, order.unit):
        return ""
    if user.is_active and has_portal_role(user, Role.CITY_OFFICE):
        return ""
    return _("Only inspectors, the city office and the spokespersons of the unit read this order.")


def sees_orders(user) -> bool:
    """Tell whether `user` sees orders of more than their own units."""
    return user.is_active and (is_inspector(user) or has_portal_role(user, Role.CITY_OFFICE))


def why_not_step(verb: str, order: SupervisionOrder) -> str:
    """Say why an order stands where this verb leads nowhere. The table is `graph.GRAPH`."""
    if may_follow(verb, order.state):
        return ""
    if order.state == OrderState.CLOSED:
        return _("This order is closed.")
    if order.state == OrderState.CANCELLED:
        return _("This order has been cancelled.")
    if order.state == OrderState.REPORTED:
        return _("The unit has reported; an inspector reads it now.")
    if verb == "acknowledge":
        return _("That the order has arrived was confirmed already.")
    return _("The unit has not reported yet.")


def why_not_answer(user, order: SupervisionOrder) -> str:
    if answers_for(user, order.unit):
        return ""
    return _("Only spokespersons of the unit answer for it.")


def why_not_acknowledge(user, order: SupervisionOrder) -> str:
    return why_not_answer(user, order) or why_not_step("acknowledge", order)


def why_not_report(user, order: SupervisionOrder) -> str:
    return why_not_answer(user, order) or why_not_step("report", order)


def why_not_keep_file(user, order: SupervisionOrder) -> str:
    return why_not_answer(user, order) or why_not_step("keep_file", order)


def why_not_accept(user, order: SupervisionOrder) -> str:
    return why_not_inspect(user, order.unit) or why_not_step("accept", order)


def why_not_return_report(user, order: SupervisionOrder) -> str:
    return why_not_inspect(user, order.unit) or why_not_step("return_report", order)


def why_not_cancel(user, order: SupervisionOrder) -> str:
    """Say why `user` may not take an order back as issued on wrong grounds."""
    if reason := why_not_inspect(user, order.unit) or why_not_step("cancel", order):
        return reason
    if order.records.exclude(outcome=AppealOutcome.LIFTED).exists():
        return _("An accountability record stands behind this order, so it cannot be cancelled.")
    return ""


def why_not_issue(user, unit) -> str:
    """Say why `user` may not issue an order to a unit, or to the hall desk (None)."""
    return why_not_inspect(user, unit)


def why_not_become_order(sighting: Sighting) -> str:
    """Say why what a watch has seen becomes no order: it was put right, or it is one already."""
    if sighting.ended_at:
        return _("This has been put right.")
    return _("This is an order already.") if hasattr(sighting, "order") else ""


def why_not_words(text: str, limit: int = WORDS_LIMIT) -> str:
    """Say why words cannot be kept. Takes text that is tidy."""
    if not text:
        return _("Please write something.")
    if len(text) > limit:
        return _("Please say it in at most %(limit)d characters.") % {"limit": limit}
    return ""


def why_not_reason(text: str) -> str:
    return why_not_words(text, REASON_LIMIT) if text else _("Please give a reason: the unit will read it.")


def why_not_deadline(working_days: int) -> str:
    if 1 <= working_days <= LONGEST_DEADLINE:
        return ""
    return ngettext(
        "Give at most %(days)d working day.", "Give from 1 to %(days)d working days.", LONGEST_DEADLINE
    ) % {"days": LONGEST_DEADLINE}

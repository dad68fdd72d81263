"""Who sits at the opinion desk, who reads an item, who may do what with it, and why not. An empty answer means yes."""

from datetime import datetime

from django.utils.translation import gettext as _

from hall.concerns.places import places_of, sees_all
from hall.supervision.models import OpinionItem, OpinionSource
from hall.supervision.opinion.enums import ItemState
from hall.supervision.opinion.graph import may_follow
from hall.supervision.opinion.responses import public_response
from hall.supervision.opinion.terms import (
    MOST_BOOST,
    PAUSE_BY_HAND,
    PICTURE_WORDS_LIMIT,
    REASON_LIMIT,
    TEXT_LIMIT,
)
from units.enums import Role
from units.permissions import has_portal_role, is_hall_desk, unit_ids_with_role


def why_not_see_opinion(user) -> str:
    """Everything that came in stands there, private concerns too, so it is for the hall desk alone."""
    return "" if is_hall_desk(user) else _("The opinion desk is for the hall desk only.")


def why_not_read_now(user, source: OpinionSource, now: datetime) -> str:
    """Say why `user` may not have a source read at once: its server is not to be asked without a pause."""
    if source.tried_at and now - source.tried_at < PAUSE_BY_HAND:
        return why_not_see_opinion(user) or _("It was tried less than a minute ago. Please wait a moment.")
    return why_not_see_opinion(user)


def why_not_read_brief(user) -> str:
    """Say why `user` may not read the daily brief, which says nothing of private concerns but their number."""
    if is_hall_desk(user) or (user.is_active and has_portal_role(user, Role.CITY_OFFICE)):
        return ""
    return _("The brief is for the hall desk and the city office.")


def why_not_read_ours(user) -> str:
    """Say why no list of opinion items for their units is `user`'s to read."""
    if unit_ids_with_role(user, Role.LIAISON, Role.REVIEWER) or places_of(user).above:
        return ""
    return _("Liaisons and spokespersons read what is given to their unit.")


def answers_for_item(user, item: OpinionItem) -> bool:
    """Tell whether `user` answers for the unit that has the item."""
    return item.unit is not None and places_of(user).cover(item.unit)


def why_not_see_item(user, item: OpinionItem) -> str:
    """Say why `user` may not read an item. The set form is `OpinionItemQuerySet.visible_to`."""
    if sees_all(user) or answers_for_item(user, item):
        return ""
    return _("This item is for the hall desk and for the unit that has it.")


def why_not_step(verb: str, item: OpinionItem) -> str:
    """Say why an item stands where this verb leads nowhere. The table is `graph.GRAPH`."""
    if may_follow(verb, item.state):
        return ""
    if item.state == ItemState.CLOSED:
        return _("This item is concluded.")
    if item.state == ItemState.SET_ASIDE:
        return _("This item has been set aside.")
    if verb == "take_up":
        return _("This item is open already.")
    if item.state == ItemState.NEW:
        return _("Weigh this item first: its level sets its clocks.")
    if item.state == ItemState.RESPONDED:
        return _("A response was given; conclude it or return it.")
    if verb in ("close", "return_response"):
        return _("No response has been given yet.")
    return _("No unit has this item yet.")


def why_not_at_desk(user, verb: str, item: OpinionItem) -> str:
    """Say why `user` may not do something that is the desk's to do."""
    return why_not_see_opinion(user) or why_not_step(verb, item)


def why_not_respond(user, item: OpinionItem) -> str:
    """Say why `user` may not give the response to an item: the unit's people do, and the desk for them."""
    if not (answers_for_item(user, item) or is_hall_desk(user)):
        return _("Liaisons and spokespersons of the unit respond to this item.")
    return why_not_step("respond", item)


def why_not_respond_with(address: str) -> str:
    if public_response(address):
        return ""
    return _("There is no public post and no public answer of ours at this address.")


def why_not_boost(boost: int) -> str:
    if 0 <= boost <= MOST_BOOST:
        return ""
    return _("The desk adds from 0 to %(most)d.") % {"most": MOST_BOOST}


def why_not_words(text: str, limit: int = TEXT_LIMIT) -> str:
    """Say why words cannot be kept. Takes text that is tidy."""
    if not text:
        return _("Please write something.")
    if len(text) > limit:
        return _("Please say it in at most %(limit)d characters.") % {"limit": limit}
    return ""


def why_not_picture_words(text: str) -> str:
    """Say why a screenshot cannot be kept with these words, which are read to who does not see it."""
    if not text:
        return _("Say in a sentence what the screenshot shows, for those who cannot see it.")
    return why_not_words(text, PICTURE_WORDS_LIMIT)


def why_not_reason(text: str) -> str:
    return why_not_words(text, REASON_LIMIT) if text else _("Please give a reason; it stays in the history.")

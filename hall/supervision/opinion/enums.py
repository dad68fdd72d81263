from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Source(TextChoices):
    """Where the hall hears what people think."""

    CONCERN = "concern", _("Concern")
    COMMENT = "comment", pgettext_lazy("of the public", "Comment")
    MENTION = "mention", _("Mention")
    ITEM = "item", _("Opinion item")


class SourceKind(TextChoices):
    """What an outside source of opinions is."""

    FORUM = "forum", _("forum")
    PAPER = "paper", _("newspaper or news site")
    OTHER = "other", _("something else")


class Trouble(TextChoices):
    """Why a source could not be read, as a sentence."""

    NO_ADDRESS = (
        "no_address",
        _("This is no address of a feed: it must begin with http:// or https://."),
    )
    INSIDE = "inside", _("The address leads into our own network, and is not read.")
    NO_NAME = "no_name", _("No server has this name.")
    UNREACHABLE = "unreachable", _("The server could not be reached.")
    CERTIFICATE = "certificate", _("The server’s certificate is not valid.")
    SLOW = "slow", _("The server took longer than ten seconds.")
    MISSING = "missing", _("There is nothing at this address (404).")
    REFUSED = "refused", _("The server answered with an error.")
    REDIRECTS = "redirects", _("The address leads on to another one too many times.")
    TOO_LARGE = "too_large", _("The feed is larger than 5 MB, and reading was stopped.")
    HTML = "html", _("There is a web page at this address, and no feed. Look for a link called RSS or Atom.")
    BROKEN = "broken", _("What came is no RSS or Atom, or is broken.")
    BOMB = "bomb", _("The feed declares entities, as attacks do, and was not read.")


class Origin(TextChoices):
    """How an opinion item came to the desk."""

    FEED = "feed", _("from a source")
    HOTLINE = "hotline", _("hotline note")
    SCREENSHOT = "screenshot", _("screenshot")
    OURS = "ours", _("said in the hall")


class ItemState(TextChoices):
    """Where an opinion item stands. “Late” is no state: it is read from its clocks."""

    NEW = "new", pgettext_lazy("an opinion item", "new")
    WEIGHED = "weighed", pgettext_lazy("an opinion item", "weighed")
    ASSIGNED = "assigned", pgettext_lazy("an opinion item", "with a unit")
    RESPONDED = "responded", pgettext_lazy("an opinion item", "responded")
    CLOSED = "closed", pgettext_lazy("an opinion item", "concluded")
    SET_ASIDE = "set_aside", pgettext_lazy("an opinion item", "set aside")


OPEN_STATES = [ItemState.NEW, ItemState.WEIGHED, ItemState.ASSIGNED, ItemState.RESPONDED]
ENDED_STATES = [ItemState.CLOSED, ItemState.SET_ASIDE]


class ItemEventKind(TextChoices):
    """What can happen to an opinion item; each is one line of its history."""

    CAME_IN = "came_in", _("brought it to the desk")
    WEIGHED = "weighed", _("weighed it")
    ASSIGNED = "assigned", _("gave it to a unit")
    RESPONDED = "responded", _("gave the response")
    RETURNED = "returned", _("returned the response")
    CLOSED = "closed", _("concluded it")
    SET_ASIDE = "set_aside", _("set it aside")
    TAKEN_UP = "taken_up", _("took it up again")

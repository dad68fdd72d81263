"""What an account may be called: what @ recognises in a post. Pure."""

import re

from django.utils.translation import gettext as _

NAME = re.compile(r"[\w-]+")
NAME_LIMIT = 30
SHOWN = 40


def why_not_name(name: str) -> str:
    """Say why an account cannot be called `name`. An empty answer means that it can."""
    if len(name) > NAME_LIMIT:
        return _("Too long: %(length)d characters, %(limit)d at most.") % {
            "length": len(name),
            "limit": NAME_LIMIT,
        }
    if not NAME.fullmatch(name):
        value = name if len(name) <= SHOWN else f"{name[:SHOWN]}…"
        return _("“%(value)s” cannot be mentioned with @: use characters and digits, no spaces or signs.") % {
            "value": value
        }
    return ""

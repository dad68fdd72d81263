"""The history of comments and blocks: lines in Wagtail's log, which no screen changes or takes away.

Lines keep what was decided and why, never the words of a citizen: those go when their writer goes.
"""

from datetime import datetime

from wagtail.log_actions import log


def note(thing, what: str, *, by, now: datetime, **facts) -> None:
    """Add a line about a comment, a block or a trusted citizen: `what` was done to it, by whom and when."""
    log(
        instance=thing,
        action=f"interaction.{thing._meta.model_name}.{what}",
        user=by,
        timestamp=now,
        data=facts,
    )

"""What moderation does by the clock."""

from datetime import datetime, timedelta

from hall.interaction.moderating.letters import tell_desk_of_late, write_morning_letters
from portal.core.duties import register_duty


@register_duty("comments_waiting", every=timedelta(minutes=5))
def tell_moderators_what_waits(now: datetime) -> None:
    """Write to moderators on the mornings of working days, once a day."""
    write_morning_letters(now)


@register_duty("late_comments", every=timedelta(minutes=5))
def tell_desk_what_waits_too_long(now: datetime) -> None:
    """Tell the hall desk of comments that nobody has looked at in time."""
    tell_desk_of_late(now)

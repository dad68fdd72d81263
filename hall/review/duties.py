"""What the review does by the clock."""

from datetime import datetime, timedelta

from hall.review.releases.due import release_due
from hall.review.reminders import remind
from hall.review.sealing import seal_all
from hall.review.urgent.reminders import remind_of_after_reviews
from portal.core.duties import register_duty


@register_duty("releases", every=timedelta(seconds=1))
def keep_releases(now: datetime) -> None:
    """Release whatever has reached its hour."""
    release_due(now=now)


@register_duty("seal_lines", every=timedelta(seconds=10))
def seal_new_lines(now: datetime) -> None:
    """Seal what nobody could seal at once."""
    seal_all(now=now)


@register_duty("seal_lines_left_behind", every=timedelta(hours=1))
def seal_lines_left_behind(now: datetime) -> None:
    """Seal lines that were committed so late that newer ones had long been sealed."""
    seal_all(now=now, left_behind=True)


@register_duty("remind_of_after_reviews", every=timedelta(minutes=5))
def remind_of_what_went_out_urgently(now: datetime) -> None:
    """Remind of after-reviews near their end, and tell the desk and the office of those past it."""
    remind_of_after_reviews(now)


@register_duty("review_reminders", every=timedelta(minutes=1))
def remind_of_deadlines(now: datetime) -> None:
    """Tell those whom a deadline concerns, once each."""
    remind(now=now)

"""What the opinion desk does by the clock."""

from datetime import datetime, timedelta

from hall.supervision.opinion.brief import send_brief
from hall.supervision.opinion.sources import read_sources
from portal.core.duties import register_duty


@register_duty("read_opinion_sources", every=timedelta(minutes=10))
def read_what_is_due(now: datetime) -> None:
    """Read the sources whose time has come."""
    read_sources(now)


@register_duty("send_opinion_brief", every=timedelta(minutes=10))
def send_brief_of_today(now: datetime) -> None:
    """Send the brief of the day, once, from eight o'clock on."""
    send_brief(now=now)

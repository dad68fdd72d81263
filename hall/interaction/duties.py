"""What the public's floor does by the clock."""

from datetime import datetime, timedelta

from hall.interaction.digest.services import write_digests
from portal.core.duties import register_duty


@register_duty("digests", every=timedelta(minutes=1))
def keep_digests(now: datetime) -> None:
    """Write the letters of the morning, once, or later in the day after an outage."""
    write_digests(now=now)

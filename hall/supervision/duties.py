"""What supervision does by the clock."""

from datetime import datetime, timedelta

from hall.supervision.sweep import sweep
from portal.core.duties import register_duty


@register_duty("supervision_sweep", every=timedelta(minutes=10))
def keep_watch(now: datetime) -> None:
    """Look at all that is watched, and do what follows."""
    sweep(now)

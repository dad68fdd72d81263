"""Where an event stands in time. Pure; the server's clock is the only one that counts."""

from datetime import datetime

from hall.campaigns.enums import Phase


def phase_at(now: datetime, opens_at: datetime, closes_at: datetime | None) -> Phase:
    """Return the phase at `now`: open from `opens_at` on, closed from `closes_at` on; None stands for no end."""
    if now < opens_at:
        return Phase.UPCOMING
    if closes_at is not None and now >= closes_at:
        return Phase.CLOSED
    return Phase.OPEN

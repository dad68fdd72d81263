"""When a digest is due, and which hours it tells of. Pure."""

from datetime import date, datetime, time, timedelta

from hall.interaction.enums import DigestRhythm

MORNING = time(8)
PERIODS = {DigestRhythm.DAILY: timedelta(days=1), DigestRhythm.WEEKLY: timedelta(days=7)}
# After an outage a letter tells of more than one period, but of no more than this.
FURTHEST_BACK = timedelta(days=14)


def newest_day(rhythm: str, now: datetime) -> date | None:
    """Return the day whose letter is due at `now`, local time: today, or Monday all week long. Before 8, none is."""
    day = now.date()
    if rhythm == DigestRhythm.WEEKLY:
        day -= timedelta(days=day.weekday())
    return day if now >= moment_of(day, now.tzinfo) else None


def moment_of(day: date, zone) -> datetime:
    return datetime.combine(day, MORNING, tzinfo=zone)


def told_since(rhythm: str, moment: datetime, last: date | None, chosen_at: datetime) -> datetime:
    """Return where the letter of `moment` begins: where the one before ended, or one period ago for the first.

    Somebody who had no letters for a while is not told of that while.
    """
    period = PERIODS[DigestRhythm(rhythm)]
    if last is None:
        return moment - period
    return max(moment_of(last, moment.tzinfo), chosen_at - period, moment - FURTHEST_BACK)

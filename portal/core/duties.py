"""What the hall does by the clock: each app registers its duties, one process keeps them (`manage.py keep_time`).

A duty must be idempotent and catch up by itself after an outage: it may run late, and again after it failed.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from portal.core.models import DutyRun

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Duty:
    """Something done every so often. `keep` is called with the present moment, outside any transaction."""

    name: str
    every: timedelta
    keep: Callable[[datetime], None]


DUTIES: dict[str, Duty] = {}


def register_duty(name: str, *, every: timedelta):
    """Register a function of the present moment as a duty. Decorates it; call it from `AppConfig.ready`'s imports."""

    def register(keep):
        DUTIES[name] = Duty(name, every, keep)
        return keep

    return register


def keep_duties(now: datetime) -> list[str]:
    """Do every duty that is due at `now`; return the names of those that failed.

    Several processes may ask at once: each duty is done by the first that marks it begun.
    """
    runs = {run.name: run for run in DutyRun.objects.all()}
    failed = []
    for duty in DUTIES.values():
        run = runs.get(duty.name) or DutyRun.objects.get_or_create(name=duty.name)[0]
        # A clock that was set back must not stop the duties.
        if run.begun_at and run.begun_at <= now < run.begun_at + duty.every:
            continue
        if begin(run, now) and not do(duty, now):
            failed.append(duty.name)
    return failed


def begin(run: DutyRun, now: datetime) -> bool:
    """Mark a duty as begun, unless another process was quicker."""
    seen = DutyRun.objects.filter(pk=run.pk, begun_at=run.begun_at)
    return bool(seen.update(begun_at=now))


def do(duty: Duty, now: datetime) -> bool:
    """Do one duty. Its failure is written down and keeps no other duty from being done."""
    error = ""
    try:
        duty.keep(now)
    except Exception as failure:
        logger.exception("The duty %s failed.", duty.name)
        error = f"{type(failure).__name__}: {failure}"
    DutyRun.objects.filter(name=duty.name).update(ended_at=timezone.now(), error=error)
    return not error

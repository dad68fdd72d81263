"""Time as the tests want it: everything that reads the clock reads this moment."""

from contextlib import contextmanager
from datetime import timedelta
from unittest import mock

from django.utils import timezone

from hall.review.releases.due import release_due

HOUR = timedelta(hours=1)


@contextmanager
def at(moment):
    with mock.patch("django.utils.timezone.now", return_value=moment):
        yield moment


def in_an_hour():
    return (timezone.now() + HOUR).replace(second=0, microsecond=0)


def tick(moment):
    """Make one round of the clock at a moment."""
    with at(moment):
        release_due(now=moment)

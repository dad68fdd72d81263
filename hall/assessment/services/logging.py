"""The log of the assessment: Wagtail's own, which names who did what."""

from wagtail.log_actions import log

from hall.assessment.models import AssessedMonth
from portal.accounts.models import User


def log_month(month: AssessedMonth, act: str, user: User, **data) -> None:
    """Write one line about a month."""
    log(instance=month, action=f"assessment.{act}", user=user, data={"month": str(month), **data})

"""What month reports do by the clock."""

from datetime import datetime, timedelta

from hall.assessment.reports.letters import write_letters
from portal.core.duties import register_duty


@register_duty("write_of_month_reports", every=timedelta(minutes=10))
def write_of_month_reports(now: datetime) -> None:
    """Write to everybody once a month that the reports of the last one are there."""
    write_letters(now)

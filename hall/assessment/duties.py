"""What the assessment does by the clock: a month whose computing was cut short is computed to its end."""

from datetime import datetime, timedelta

from hall.assessment.enums import MonthState
from hall.assessment.models import AssessedMonth
from hall.assessment.services import compute_chunk
from portal.core.duties import register_duty

# So long a month is left to the background before the clock lends a hand.
PATIENCE = timedelta(minutes=30)


@register_duty("go_on_computing_months", every=timedelta(minutes=30))
def go_on_computing_months(now: datetime) -> None:
    stuck = AssessedMonth.objects.filter(state=MonthState.COMPUTING, begun_at__lte=now - PATIENCE)
    for month in stuck:
        while compute_chunk(month_id=month.pk, now=now):
            pass

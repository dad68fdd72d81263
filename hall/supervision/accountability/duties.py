"""Names leave accountability records when their day has come."""

from datetime import datetime, timedelta

from hall.supervision.accountability.services import remove_name
from hall.supervision.models import AccountabilityRecord
from portal.core.duties import register_duty
from portal.core.workdays import local_day


@register_duty("remove_names_from_records", every=timedelta(hours=6))
def remove_names(now: datetime) -> None:
    due = AccountabilityRecord.objects.filter(removal_on__lte=local_day(now), removed_at=None)
    for pk in list(due.values_list("pk", flat=True)):
        remove_name(record_id=pk, now=now)

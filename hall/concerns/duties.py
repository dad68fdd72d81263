"""What happens to concerns by the clock."""

from datetime import datetime, timedelta

from hall.concerns.models import Concern, ConcernPicture
from hall.concerns.services import close_silent, drop_pictures
from hall.concerns.terms import SILENT_AFTER, UNSENT_KEPT
from portal.core.duties import register_duty
from portal.core.refusals import Refused


@register_duty("close_silent_concerns", every=timedelta(hours=1))
def close_silent_concerns(now: datetime) -> None:
    """Close what was answered long ago and what nobody objected to."""
    for pk in Concern.objects.silent_since(now - SILENT_AFTER).values_list("pk", flat=True):
        try:
            close_silent(concern_id=pk, now=now)
        except Refused:
            continue  # Somebody was quicker.


@register_duty("forget_unsent_pictures", every=timedelta(hours=1))
def forget_unsent_pictures(now: datetime) -> None:
    """Delete the pictures of forms that were never sent."""
    drop_pictures(pictures=ConcernPicture.objects.filter(concern=None, kept_at__lt=now - UNSENT_KEPT))

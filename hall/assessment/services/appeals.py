"""A unit says that a number is wrong, and the desk decides."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from hall.assessment.enums import AppealState
from hall.assessment.models import Appeal, AssessedMonth, Scorecard
from hall.assessment.models.appeal import WORDS_LIMIT
from hall.assessment.notifications import tell_of_decision
from hall.assessment.permissions import why_not_appeal, why_not_decide_appeal, why_not_words
from hall.assessment.services.correcting import Facts, correct_card
from hall.assessment.services.logging import log_month
from portal.accounts.models import User
from portal.core.plain_text import tidy
from portal.core.refusals import refuse_if
from portal.core.workdays import local_day


@transaction.atomic
def make_appeal(
    *, card_id: int, subject: str, words: str, user: User, now: datetime, picture: ContentFile | None = None
) -> Appeal:
    """Appeal against one number of a unit's scorecard. `picture` comes from `private_files.clean_picture`.

    Raises `Refused`, also when the time for appeals is over.
    """
    card = Scorecard.objects.select_related("month", "unit").get(pk=card_id)
    AssessedMonth.objects.select_for_update().get(pk=card.month_id)
    card = Scorecard.objects.select_related("month", "unit").get(pk=card_id)
    words = tidy(words).strip()
    refuse_if(why_not_appeal(user, card, subject, local_day(now)), why_not_words(words, WORDS_LIMIT))
    appeal = Appeal(card=card, subject=subject, words=words, made_by=user, made_at=now)
    if picture:
        appeal.picture.save(picture.name or "", picture, save=False)
    appeal.save()
    log_month(card.month, "appeal", user, unit=card.unit_name, subject=subject)
    return appeal


@transaction.atomic
def decide_appeal(
    *,
    appeal_id: int,
    is_granted: bool,
    reason: str,
    user: User,
    now: datetime,
    changes: Facts | None = None,
) -> Appeal:
    """Grant an appeal, with the facts as they should have been, or decline it. The unit is told. Raises `Refused`."""
    appeal = Appeal.objects.get(pk=appeal_id)
    AssessedMonth.objects.select_for_update().get(cards=appeal.card_id)
    appeal = Appeal.objects.select_related("card__month", "card__unit").get(pk=appeal_id)
    reason = tidy(reason).strip()
    refuse_if(why_not_decide_appeal(user, appeal), why_not_words(reason, WORDS_LIMIT))
    if is_granted:
        correct_card(
            card_id=appeal.card_id, changes=changes or {}, reason=reason, user=user, now=now, appeal=appeal
        )
    appeal.state = AppealState.UPHELD if is_granted else AppealState.DECLINED
    appeal.reason, appeal.decided_by, appeal.decided_at = reason, user, now
    appeal.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    log_month(appeal.card.month, "decide", user, unit=appeal.card.unit_name, state=appeal.state.value)
    tell_of_decision(appeal, now)
    return appeal

"""Verbs of surveys."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from hall.campaigns.models import EventEntry, EventPage, SurveyAnswer, SurveyPage, SurveyTally, SurveyValue
from hall.campaigns.survey.devices import digest
from hall.campaigns.survey.permissions import why_not_answer, why_not_from_here
from hall.campaigns.survey.queries import answer_of
from portal.core.refusals import refuse_if


@dataclass(frozen=True)
class GivenValue:
    """One thing that somebody says in an answer; see `SurveyValue`."""

    question: str
    part: str = ""
    value: str = ""
    text: str = ""


@transaction.atomic
def send_answer(
    *,
    page: SurveyPage,
    user,
    device: str,
    address: str,
    version: str,
    values: Iterable[GivenValue],
    now: datetime,
) -> SurveyAnswer:
    """Take an answer in. Whoever has answered gets that answer back and changes nothing. Raises `Refused`.

    `version` is that of the questions that were read. Answers of one survey come one after the other.
    """
    entry = EventEntry.objects.select_for_update().filter(page=page.pk).first()
    page = SurveyPage.objects.get(pk=page.pk)
    if sent := answer_of(page, user, device):
        return sent
    refuse_if(why_not_answer(page, entry, user, now))
    refuse_if(why_not_version(page, version))
    by_device = page.answers_by_device
    address_digest = digest(page.pk, "address", address) if by_device else ""
    if by_device:
        refuse_if(why_not_from_here(page.answers.filter(address_digest=address_digest).count()))
    answer = SurveyAnswer.objects.create(
        page=page,
        person=None if by_device else user,
        device_digest=digest(page.pk, "device", device) if by_device else "",
        address_digest=address_digest,
        version=version,
        sent_at=now,
    )
    SurveyValue.objects.bulk_create(
        SurveyValue(
            answer=answer, question=given.question, part=given.part, value=given.value, text=given.text
        )
        for given in values
    )
    SurveyTally.objects.get_or_create(page=page)
    SurveyTally.objects.filter(page=page).update(total=F("total") + 1)
    return answer


def why_not_version(page: SurveyPage, version: str) -> str:
    if page.version == version:
        return ""
    return _("A question was added while you answered. What you typed is still here; please look once more.")


@transaction.atomic
def remove_people(*, page: EventPage) -> None:
    """Take people and their own words out of the answers to a survey; what was counted stays. Idempotent."""
    take_out(SurveyAnswer.objects.filter(page=page.pk))


def take_out(answers: QuerySet[SurveyAnswer]) -> None:
    SurveyValue.objects.filter(answer__in=answers).exclude(text="").update(text="")
    answers.update(person=None, device_digest="", address_digest="")

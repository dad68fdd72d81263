"""Interviews and topics of the day of the demo city, and what people say there: all of it through the verbs."""

from datetime import datetime, timedelta

from django.db import transaction

from hall.campaigns.interview.services import answer_question, ask_question, show_question
from hall.campaigns.models import (
    CampaignPage,
    EventPage,
    InterviewGuest,
    InterviewPage,
    TopicPage,
    TopicVoice,
)
from hall.campaigns.topic.services import choose_voice
from hall.interaction.services import show_comment, write_comment
from portal.demo.builders.campaigns import bring_organiser, put_below, words_of
from portal.demo.builders.comments import resident
from portal.demo.builders.in_review import person
from portal.demo.reading import read_toml, slug_of
from units.enums import Role


@transaction.atomic
def bring_talks(now: datetime) -> None:
    """Bring the events of `talks.toml` into campaigns that are there and do not have them yet."""
    told = read_toml("talks.toml")
    for row in told["interview"]:
        if page := bring_event(
            InterviewPage, row, now, guests=[InterviewGuest(**one) for one in row["guest"]]
        ):
            for question in row["question"]:
                bring_question(question, page, now)
    for row in told["topic"]:
        if page := bring_event(TopicPage, row, now, question=row["question"]):
            for comment in row["comment"]:
                bring_comment(comment, page, now)


def bring_event(model: type[EventPage], row: dict, now: datetime, **fields) -> EventPage | None:
    """Add a public event and return it, or nothing when it is there or its campaign is not."""
    campaign = CampaignPage.objects.filter(slug=slug_of(row["campaign"])).first()
    slug = slug_of(f"{row['campaign']} {row['title']}")
    if campaign is None or model.objects.filter(slug=slug).exists():
        return None
    page = model(**words_of(row, now), slug=slug, category=campaign.category, **fields)
    put_below(campaign, page, bring_organiser(campaign.unit), campaign.unit)
    return model.objects.get(pk=page.pk)


def bring_question(row: dict, page: InterviewPage, now: datetime) -> None:
    moment, host = now - timedelta(minutes=row["ago"]), bring_organiser(page.unit)
    question = ask_question(
        page_id=page.pk,
        asker=resident(row["name"], now),
        text=row["text"],
        token=slug_of(row["text"]),
        now=moment,
    )
    if answer := row.get("answer"):
        answer_question(
            question_id=question.pk,
            by=host,
            text=answer,
            guest_id=page.guests.get(name=row["guest"]).pk,
            seen="",
            now=moment + timedelta(minutes=6),
        )
    elif row.get("state") == "shown":
        show_question(question_id=question.pk, by=host)


def bring_comment(row: dict, page: TopicPage, now: datetime) -> None:
    moment = now - timedelta(minutes=row["ago"])
    comment = write_comment(
        page_id=page.pk,
        author=resident(row["name"], now),
        text=row["text"],
        token=slug_of(row["text"]),
        now=moment,
    )
    show_comment(comment_id=comment.pk, by=person(page.unit, Role.REVIEWER), now=moment)
    if row.get("chosen"):
        voice = TopicVoice.objects.get(comment_key=comment.pk)
        choose_voice(voice=voice, by=bring_organiser(page.unit), now=moment + timedelta(minutes=30))

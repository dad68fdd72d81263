"""Interviews and topics of the day of the demo city, and what people say there: all of it through the verbs."""

from datetime import datetime, timedelta

from django.db import transaction

from hall.campaigns.interview.services import answer_question, ask_question, show_question
from hall.campaigns.models import (
    EventPage,
    InterviewGuest,
    InterviewPage,
    TopicPage,
    TopicVoice,
)
from hall.campaigns.topic.services import choose_voice
from hall.interaction.services import show_comment, write_comment
from portal.demo.builders.campaigns import bring_event, bring_organiser
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
            for comment in row.get("comment", []):
                bring_comment(comment, page, now)


def bring_question(row: dict, page: InterviewPage, now: datetime) -> None:
    moment, host = said_at(row, page, now), bring_organiser(page.unit)
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
    moment = said_at(row, page, now)
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


def said_at(row: dict, page: EventPage, now: datetime) -> datetime:
    """Return when something was said: so many minutes after the opening, or before `now`."""
    if "minute" in row:
        return page.opens_at + timedelta(minutes=row["minute"])
    return now - timedelta(minutes=row["ago"])

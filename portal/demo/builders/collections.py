"""Public collections of the demo city: what people sent in, what the jury and the public think of it."""

from datetime import datetime, timedelta

from django.db import transaction

from hall.campaigns.collection.files import add_picture
from hall.campaigns.collection.services import (
    announce_winners,
    approve_submission,
    award_submission,
    decline_submission,
    keep_draft,
    mark_submission,
    send_in,
    vote,
)
from hall.campaigns.models import CollectionPage, Submission
from portal.accounts.models import User
from portal.accounts.services import find_or_create_person
from portal.demo.builders import residents
from portal.demo.builders.campaigns import bring_event, bring_organiser, days_from
from portal.demo.builders.comments import resident
from portal.demo.builders.people import DESK
from portal.demo.builders.pictures import describe, drawn_file
from portal.demo.reading import read_toml, slug_of


@transaction.atomic
def bring_collections(now: datetime) -> None:
    """Bring the collections of `collections.toml` into campaigns that are there and do not have them yet."""
    for row in read_toml("collections.toml")["collection"]:
        fields = {name: row[name] for name in ("terms", "voting")}
        if "vote_ends" in row:
            fields["voting_ends_at"] = days_from(now, row["vote_ends"])
        if page := bring_event(CollectionPage, row, now, **fields):
            bring_submissions(page, row, now)


def bring_submissions(page: CollectionPage, row: dict, now: datetime) -> None:
    told = row.get("submission", [])
    sent = [bring_submission(page, number, one, now) for number, one in enumerate(told, start=1)]
    votes_from = page.closes_at if page.voting == "after" else page.opens_at + timedelta(hours=12)
    first = 0
    for one, submission in zip(told, sent, strict=True):
        # Everybody has one vote.
        for number in range(first, first := first + one.get("votes", 0)):
            vote(submission_id=submission.pk, user=reader(number), now=votes_from + timedelta(minutes=number))
        judge(submission, one)
    if row.get("announced"):
        announce_winners(page_id=page.pk, by=bring_organiser(page.unit), now=page.closes_at)


def bring_submission(page: CollectionPage, number: int, row: dict, now: datetime) -> Submission:
    """Send one thing in, and decide about it if that was told."""
    author, moment = resident(row["name"], now), page.opens_at + timedelta(hours=number)
    words = {
        "title": row.get("title", ""),
        "text": row["text"],
        "credit": row["name"],
        "may_be_used": True,
        "minors_agreed": True,
    }
    submission = keep_draft(page=page, user=author, token=slug_of(row["text"]), now=moment, **words)
    for drawing in row.get("draw", []):
        picture = add_picture(submission_id=submission.pk, file=drawn_file(drawing))
        picture.alt_text = describe(drawing)
        picture.save(update_fields=["alt_text"])
    send_in(submission_id=submission.pk, user=author, now=moment)
    decision = {"submission_id": submission.pk, "by": bring_organiser(page.unit), "now": moment}
    if "votes" in row:
        approve_submission(**decision)
    elif "reason" in row:
        decline_submission(**decision, reason=row["reason"])
    return submission


def judge(submission: Submission, row: dict) -> None:
    """Give the marks of the jury, which is the organiser and the hall desk, and the award."""
    jury = [bring_organiser(submission.page.unit), User.objects.get(email=DESK)]
    for juror, mark in zip(jury, row.get("marks", []), strict=False):
        mark_submission(submission_id=submission.pk, by=juror, mark=mark)
    if award := row.get("award"):
        award_submission(submission_id=submission.pk, by=jury[0], award=award)


def reader(number: int) -> User:
    user, _is_new = find_or_create_person(email=residents.ADDRESS.format(number))
    return user

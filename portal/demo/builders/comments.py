"""What residents say below posts of the demo city, and what units answer: all of it through the verbs."""

from datetime import datetime, timedelta

from django.db import transaction

from hall.interaction.enums import CommentState
from hall.interaction.models import Comment, SpeakerBlock
from hall.interaction.services import (
    block_speaker,
    hide_comment,
    make_concern,
    reply_officially,
    show_comment,
    trust,
    withdraw_own_comment,
    write_comment,
)
from hall.models import PostPage
from portal.accounts.models import User
from portal.accounts.services import choose_nickname, find_or_create_person
from portal.demo.builders.in_review import person
from portal.demo.builders.people import DESK
from portal.demo.reading import read_toml, slug_of
from units.enums import Role
from units.models import UnitPage

ADDRESS = "{}@residents.example"


@transaction.atomic
def bring_comments(units: dict[str, UnitPage], now: datetime) -> None:
    """Bring the comments of `comments.toml` below posts that nobody has commented on yet, then who is blocked there."""
    told = read_toml("comments.toml")
    slugs = {slug_of(fields["post"]) for fields in told["comment"]}
    quiet = PostPage.objects.live().filter(slug__in=slugs, hall_comments__isnull=True)
    posts = {post.slug: post for post in quiet}
    for fields in told["comment"]:
        if post := posts.get(slug_of(fields["post"])):
            bring_comment(fields, post, units, now)
    if posts:
        judge_speakers(told, units, now)


def bring_comment(
    fields: dict, post: PostPage, units: dict[str, UnitPage], now: datetime, answers: Comment | None = None
) -> None:
    comment = say(fields, post, units, now, answers)
    for reply in fields.get("reply", ()):
        bring_comment(reply, post, units, now, answers=comment)


def say(
    fields: dict, post: PostPage, units: dict[str, UnitPage], now: datetime, answers: Comment | None
) -> Comment:
    """Let a unit or a resident say something, and its unit decide what readers see of it."""
    moment = now - timedelta(minutes=fields["ago"])
    what = {
        "page_id": post.pk,
        "answers_id": answers.pk if answers else None,
        "text": fields["text"],
        "token": slug_of(fields["text"]),
        "now": moment,
    }
    if code := fields.get("unit"):
        speaker = person(units[code], Role(fields.get("by", Role.REVIEWER)))
        return reply_officially(unit=units[code], by=speaker, **what)
    return decide(write_comment(author=resident(fields["name"], now), **what), fields, post, moment)


def decide(comment: Comment, fields: dict, post: PostPage, moment: datetime) -> Comment:
    state = fields.get("state", CommentState.SHOWN)
    decision = {"comment_id": comment.pk, "by": person(post.unit, Role.REVIEWER), "now": moment}
    if state == CommentState.HIDDEN:
        return hide_comment(**decision, reason=fields["reason"])
    if state == CommentState.WITHDRAWN:
        return withdraw_own_comment(comment_id=comment.pk, by=comment.author, now=moment)
    if state == CommentState.SHOWN:
        comment = show_comment(**decision)
    return make_concern(**decision) if fields.get("concern") else comment


def judge_speakers(told: dict, units: dict[str, UnitPage], now: datetime) -> None:
    """Block who is told to be, unless somebody has decided about them already, and trust whom a unit trusts."""
    desk = User.objects.get(email=DESK)
    for fields in told["block"]:
        user, unit = resident(fields["name"], now), units.get(fields.get("unit"))
        if not SpeakerBlock.objects.filter(user=user, unit=unit).exists():
            block_speaker(
                user=user,
                unit=unit,
                by=person(unit, Role.REVIEWER) if unit else desk,
                reason=fields["reason"],
                until=now + timedelta(days=fields["days"]),
                now=now - timedelta(minutes=fields["ago"]),
            )
    for fields in told["trust"]:
        trust(user=resident(fields["name"], now), unit=units[fields["unit"]], by=desk, now=now)


def resident(nickname: str, now: datetime) -> User:
    user, _is_new = find_or_create_person(email=ADDRESS.format(slug_of(nickname)))
    return user if user.nickname else choose_nickname(user=user, nickname=nickname, now=now)

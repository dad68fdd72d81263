"""What residents say below posts of the demo city, and what units answer: all of it through the verbs."""

from datetime import datetime, timedelta

from hall.interaction.enums import CommentState
from hall.interaction.models import Comment
from hall.interaction.services import hide_comment, reply_officially, show_comment, write_comment
from hall.models import PostPage
from portal.accounts.models import User
from portal.accounts.services import choose_nickname, find_or_create_person
from portal.demo.builders.in_review import person
from portal.demo.reading import read_toml, slug_of
from units.enums import Role
from units.models import UnitPage

ADDRESS = "{}@residents.example"


def bring_comments(units: dict[str, UnitPage], now: datetime) -> None:
    """Bring the comments of `comments.toml` below posts that nobody has commented on yet."""
    comments = read_toml("comments.toml")["comment"]
    slugs = {slug_of(fields["post"]) for fields in comments}
    quiet = PostPage.objects.live().filter(slug__in=slugs, hall_comments__isnull=True)
    posts = {post.slug: post for post in quiet}
    for fields in comments:
        if post := posts.get(slug_of(fields["post"])):
            bring_comment(fields, post, units, now)


def bring_comment(fields: dict, post: PostPage, units: dict[str, UnitPage], now: datetime) -> None:
    comment = say(fields, post, units, now)
    for reply in fields.get("reply", ()):
        say(reply, post, units, now, answers=comment)


def say(
    fields: dict, post: PostPage, units: dict[str, UnitPage], now: datetime, answers: Comment | None = None
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
        return reply_officially(unit=units[code], by=person(units[code], Role.REVIEWER), **what)
    comment = write_comment(author=resident(fields["name"], now), **what)
    moderator, state = person(post.unit, Role.REVIEWER), fields.get("state", CommentState.SHOWN)
    decision = {"comment_id": comment.pk, "by": moderator, "now": moment}
    if state == CommentState.SHOWN:
        return show_comment(**decision)
    return hide_comment(**decision, reason=fields["reason"]) if state == CommentState.HIDDEN else comment


def resident(nickname: str, now: datetime) -> User:
    user, _is_new = find_or_create_person(email=ADDRESS.format(slug_of(nickname)))
    return user if user.nickname else choose_nickname(user=user, nickname=nickname, now=now)

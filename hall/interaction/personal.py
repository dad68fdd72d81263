"""What this floor knows about a person, for the download and for the day they leave."""

from hall.interaction.models import (
    CommentMailChoice,
    DigestChoice,
    DigestLetter,
    Follow,
    FollowAll,
    Like,
    SpeakerBlock,
    TrustedSpeaker,
)
from portal.accounts.models import User
from portal.accounts.personal_data import register_personal_data


def collect_likes(user: User) -> list[dict]:
    likes = Like.objects.filter(user=user).select_related("page").order_by("created_at", "pk")
    return [
        {"post": like.page.title, "address": like.page.full_url, "at": like.created_at.isoformat()}
        for like in likes
    ]


def leave_to_the_deletion(user: User) -> None:
    """Do nothing: these rows go with that of the person, and the signal of each takes it off what readers see.

    Deleted here too, each would be counted down twice: the deletion that is under way has collected them already.
    """


def collect_follows(user: User) -> list[dict]:
    follows = Follow.objects.filter(user=user).select_related("unit", "hashtag").order_by("created_at", "pk")
    rows = [
        {
            "unit": follow.unit.title if follow.unit else "",
            "hashtag": follow.hashtag.name if follow.hashtag else "",
            "at": follow.created_at.isoformat(),
        }
        for follow in follows
    ]
    every = FollowAll.objects.filter(user=user)
    return rows + [{"every_unit": True, "at": choice.created_at.isoformat()} for choice in every]


def collect_digest(user: User) -> list[dict]:
    letters = DigestLetter.objects.filter(user=user).order_by("day").values("day", "posts")
    return [*DigestChoice.objects.filter(user=user).values("rhythm"), *letters]


def forget_digest(user: User) -> None:
    user.digest_letters.all().delete()
    DigestChoice.objects.filter(user=user).delete()


def collect_comment_mail(user: User) -> list[dict]:
    return list(CommentMailChoice.objects.filter(user=user).values("is_wanted"))


def forget_comment_mail(user: User) -> None:
    CommentMailChoice.objects.filter(user=user).delete()


def collect_standing(user: User) -> list[dict]:
    """Return whether somebody may comment: blocks with their reasons, and where their comments show at once."""
    blocks = SpeakerBlock.objects.filter(user=user).select_related("unit").order_by("blocked_at", "pk")
    trusted = TrustedSpeaker.objects.filter(user=user).select_related("unit").order_by("trusted_at", "pk")
    return [
        *(
            {
                "blocked_at": block.blocked_at,
                "unit": block.unit.title if block.unit else "",
                "reason": block.reason,
                "until": block.until,
                "lifted_at": block.lifted_at,
            }
            for block in blocks
        ),
        *({"trusted_at": one.trusted_at, "unit": one.unit.title if one.unit else ""} for one in trusted),
    ]


register_personal_data(
    "likes",
    collect=collect_likes,
    forget=leave_to_the_deletion,
    fields=("interaction.Like.user",),
)
register_personal_data(
    "follows",
    collect=collect_follows,
    forget=leave_to_the_deletion,
    fields=("interaction.Follow.user", "interaction.FollowAll.user"),
)
register_personal_data(
    "e-mail digest",
    collect=collect_digest,
    forget=forget_digest,
    fields=("interaction.DigestChoice.user", "interaction.DigestLetter.user"),
)
register_personal_data(
    "mail about comments",
    collect=collect_comment_mail,
    forget=forget_comment_mail,
    fields=("interaction.CommentMailChoice.user",),
)
register_personal_data(
    "standing",
    collect=collect_standing,
    forget=leave_to_the_deletion,
    fields=("interaction.SpeakerBlock.user", "interaction.TrustedSpeaker.user"),
)

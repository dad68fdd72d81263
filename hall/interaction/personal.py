"""What this floor knows about a person, for the download and for the day they leave."""

from hall.interaction.models import DigestChoice, Follow, FollowAll, Like
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
    return list(DigestChoice.objects.filter(user=user).values("rhythm"))


def forget_digest(user: User) -> None:
    user.digest_letters.all().delete()
    DigestChoice.objects.filter(user=user).delete()


register_personal_data("likes", collect=collect_likes, forget=leave_to_the_deletion)
register_personal_data("follows", collect=collect_follows, forget=leave_to_the_deletion)
register_personal_data("e-mail digest", collect=collect_digest, forget=forget_digest)

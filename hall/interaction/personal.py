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


def forget_likes(user: User) -> None:
    # The signal of each takes it off the count that readers see.
    Like.objects.filter(user=user).delete()


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


def forget_follows(user: User) -> None:
    FollowAll.objects.filter(user=user).delete()
    Follow.objects.filter(user=user).delete()


def collect_digest(user: User) -> list[dict]:
    return list(DigestChoice.objects.filter(user=user).values("rhythm"))


def forget_digest(user: User) -> None:
    user.digest_letters.all().delete()
    DigestChoice.objects.filter(user=user).delete()


register_personal_data("likes", collect=collect_likes, forget=forget_likes)
register_personal_data("follows", collect=collect_follows, forget=forget_follows)
register_personal_data("e-mail digest", collect=collect_digest, forget=forget_digest)

from .digest import DigestChoice, DigestLetter
from .follow import Follow, FollowAll, FollowerCount
from .like import Like, LikeCount
from .mention import Mention

__all__ = [
    "DigestChoice",
    "DigestLetter",
    "Follow",
    "FollowAll",
    "FollowerCount",
    "Like",
    "LikeCount",
    "Mention",
]

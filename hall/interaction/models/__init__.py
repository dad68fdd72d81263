from .block import SpeakerBlock
from .comment import TEXT_LIMIT, Comment
from .comment_mail import CommentMailChoice
from .digest import DigestChoice, DigestLetter
from .follow import Follow, FollowAll, FollowerCount
from .like import Like, LikeCount
from .mention import Mention
from .moderation import LateComment, ModerationSettings, QueueDigest
from .settings import CommentSettings, TrustedSpeaker
from .word import HeldWord

__all__ = [
    "TEXT_LIMIT",
    "Comment",
    "CommentMailChoice",
    "CommentSettings",
    "DigestChoice",
    "DigestLetter",
    "Follow",
    "FollowAll",
    "FollowerCount",
    "HeldWord",
    "LateComment",
    "Like",
    "LikeCount",
    "Mention",
    "ModerationSettings",
    "QueueDigest",
    "SpeakerBlock",
    "TrustedSpeaker",
]

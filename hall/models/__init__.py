from .category import Category
from .hashtag import Hashtag, HashtagUse
from .pages import HallPage
from .post import PostPage, PostPicture, Withdrawal
from .timeline import TimelineEntry

__all__ = [
    "Category",
    "HallPage",
    "Hashtag",
    "HashtagUse",
    "PostPage",
    "PostPicture",
    "TimelineEntry",
    "Withdrawal",
]

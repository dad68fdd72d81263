from .category import HOURS_ALLOWED, Category, CategoryRule
from .correction import Correction
from .hashtag import Hashtag, HashtagUse
from .pages import HallPage
from .post import ALONE, PICTURE_LIMIT, SLUG_CHARACTERS, TEXT_LIMIT, PostPage, PostPicture, Withdrawal
from .search import SearchEntry
from .suggestion import SuggestionAside
from .timeline import TimelineEntry

__all__ = [
    "ALONE",
    "HOURS_ALLOWED",
    "PICTURE_LIMIT",
    "SLUG_CHARACTERS",
    "TEXT_LIMIT",
    "Category",
    "CategoryRule",
    "Correction",
    "HallPage",
    "Hashtag",
    "HashtagUse",
    "PostPage",
    "PostPicture",
    "SearchEntry",
    "SuggestionAside",
    "TimelineEntry",
    "Withdrawal",
]

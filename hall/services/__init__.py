"""Verbs of the hall: writing, submitting, reposting and withdrawing posts, and keeping the timeline true."""

from .corrections import note_correction
from .posts import draft_post, repost_post, save_draft, submit_post, take_off, withdraw_post
from .reviewing import begin_review
from .search import make_findable
from .timeline import hide_from_timeline, hold_shared_rows, show_on_timeline
from .uploads import add_clip_to_collection, add_to_collection, keep_clip, keep_picture

__all__ = [
    "add_clip_to_collection",
    "add_to_collection",
    "begin_review",
    "draft_post",
    "hide_from_timeline",
    "hold_shared_rows",
    "keep_clip",
    "keep_picture",
    "make_findable",
    "note_correction",
    "repost_post",
    "save_draft",
    "show_on_timeline",
    "submit_post",
    "take_off",
    "withdraw_post",
]

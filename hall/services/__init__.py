"""Verbs of the hall: writing, submitting, reposting and withdrawing posts, and keeping the timeline true."""

from .posts import draft_post, repost_post, submit_post, withdraw_post
from .timeline import hide_from_timeline, show_on_timeline

__all__ = [
    "draft_post",
    "hide_from_timeline",
    "repost_post",
    "show_on_timeline",
    "submit_post",
    "withdraw_post",
]

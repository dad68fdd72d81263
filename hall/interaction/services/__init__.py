from .blocks import block_speaker, distrust, trust, unblock
from .moderation import hide_comment, make_concern, restore_comment, show_comment

__all__ = [
    "block_speaker",
    "distrust",
    "hide_comment",
    "make_concern",
    "restore_comment",
    "show_comment",
    "trust",
    "unblock",
]

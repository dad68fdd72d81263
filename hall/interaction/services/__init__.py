from .blocks import block_speaker, distrust, take_back_block, trust, unblock
from .comments import reply_officially, withdraw_own_comment, write_comment
from .moderation import hide_comment, make_concern, restore_comment, show_comment

__all__ = [
    "block_speaker",
    "distrust",
    "hide_comment",
    "make_concern",
    "reply_officially",
    "restore_comment",
    "show_comment",
    "take_back_block",
    "trust",
    "unblock",
    "withdraw_own_comment",
    "write_comment",
]

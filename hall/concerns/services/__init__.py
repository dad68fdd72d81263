"""Verbs that change concerns. Each is one transaction: the row locked, the reason asked, a line written."""

from .answering import begin_answer, send_answer
from .asking import receive
from .closing import close_silent, confirm_solved, merge, rate, reopen, withdraw
from .following import follow_concern, tell_followers, unfollow_concern
from .passing import assign, extend, set_kind, transfer
from .pictures import drop_pictures, keep_pictures
from .talking import add_message

__all__ = [
    "add_message",
    "assign",
    "begin_answer",
    "close_silent",
    "confirm_solved",
    "drop_pictures",
    "extend",
    "follow_concern",
    "keep_pictures",
    "merge",
    "rate",
    "receive",
    "reopen",
    "send_answer",
    "set_kind",
    "tell_followers",
    "transfer",
    "unfollow_concern",
    "withdraw",
]

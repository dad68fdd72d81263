from .answer import Answer, AnswerApproval
from .concern import Concern
from .event import ConcernEvent
from .follow import ConcernFollow
from .kind import ConcernKind
from .message import Message
from .passing import Extension, Transfer
from .picture import ConcernPicture
from .search import ConcernInboxEntry, ConcernSearchEntry
from .template import ReplyTemplate

__all__ = [
    "Answer",
    "AnswerApproval",
    "Concern",
    "ConcernEvent",
    "ConcernFollow",
    "ConcernInboxEntry",
    "ConcernKind",
    "ConcernPicture",
    "ConcernSearchEntry",
    "Extension",
    "Message",
    "ReplyTemplate",
    "Transfer",
]

from .approved import ApprovedVersion
from .plan import ReviewPlan
from .record import ReviewRecord
from .seal import Seal
from .speech import SpeechDismissal, SpeechFinding, SpeechPhrase
from .task import ReviewTask, ReviewTaskState

__all__ = [
    "ApprovedVersion",
    "ReviewPlan",
    "ReviewRecord",
    "ReviewTask",
    "ReviewTaskState",
    "Seal",
    "SpeechDismissal",
    "SpeechFinding",
    "SpeechPhrase",
]

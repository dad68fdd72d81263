from .approved import ApprovedVersion
from .plan import ReviewPlan
from .record import ReviewRecord
from .release import JointItem, JointRelease, StuckRelease
from .seal import Seal
from .speech import SpeechDismissal, SpeechFinding, SpeechPhrase
from .task import ReviewTask, ReviewTaskState
from .urgent import UrgentRelease

__all__ = [
    "ApprovedVersion",
    "JointItem",
    "JointRelease",
    "ReviewPlan",
    "ReviewRecord",
    "ReviewTask",
    "ReviewTaskState",
    "Seal",
    "SpeechDismissal",
    "SpeechFinding",
    "SpeechPhrase",
    "StuckRelease",
    "UrgentRelease",
]

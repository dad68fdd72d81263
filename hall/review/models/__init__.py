from .approved import ApprovedVersion
from .deputy import Deputy
from .plan import ReviewPlan
from .record import ReviewRecord
from .release import JointItem, JointRelease, StuckRelease
from .reminder import Reminder
from .seal import Seal
from .speech import SpeechDismissal, SpeechFinding, SpeechPhrase
from .task import ReviewTask, ReviewTaskState
from .urgent import UrgentRelease

__all__ = [
    "ApprovedVersion",
    "Deputy",
    "JointItem",
    "JointRelease",
    "Reminder",
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

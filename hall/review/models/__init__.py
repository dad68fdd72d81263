from .plan import ReviewPlan
from .record import ReviewRecord
from .task import ReviewTask, ReviewTaskState

__all__ = ["ReviewPlan", "ReviewRecord", "ReviewTask", "ReviewTaskState"]

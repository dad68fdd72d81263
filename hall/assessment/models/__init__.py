from .appeal import Appeal, Correction
from .deed import GoodDeed
from .incident import Incident
from .month import AssessedMonth, Scorecard, ScorecardLine
from .scheme import Scheme, SchemeWeight

__all__ = [
    "Appeal",
    "AssessedMonth",
    "Correction",
    "GoodDeed",
    "Incident",
    "Scheme",
    "SchemeWeight",
    "Scorecard",
    "ScorecardLine",
]

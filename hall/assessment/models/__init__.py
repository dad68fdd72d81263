from .appeal import Appeal, Correction
from .deed import GoodDeed
from .incident import Incident
from .month import AssessedMonth, CardFacts, Scorecard, ScorecardLine
from .report import ReportLetters
from .scheme import Scheme, SchemeWeight
from .training import QuizAttempt, TrainingMaterial, TrainingSeat, TrainingSession

__all__ = [
    "Appeal",
    "AssessedMonth",
    "CardFacts",
    "Correction",
    "GoodDeed",
    "Incident",
    "QuizAttempt",
    "ReportLetters",
    "Scheme",
    "SchemeWeight",
    "Scorecard",
    "ScorecardLine",
    "TrainingMaterial",
    "TrainingSeat",
    "TrainingSession",
]

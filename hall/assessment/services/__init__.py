"""The verbs of the assessment."""

from .appeals import decide_appeal, make_appeal
from .beginning import begin_month
from .computing import compute_chunk
from .correcting import correct_card
from .deeds import confirm_deed, decline_deed, mark_deed
from .incidents import note_incident, take_back_incident
from .months import announce_month, check_month, freeze_month
from .schemes import succeed_scheme

__all__ = [
    "announce_month",
    "begin_month",
    "check_month",
    "compute_chunk",
    "confirm_deed",
    "correct_card",
    "decide_appeal",
    "decline_deed",
    "freeze_month",
    "make_appeal",
    "mark_deed",
    "note_incident",
    "succeed_scheme",
    "take_back_incident",
]

from .opinion import OpinionBrief, OpinionEvent, OpinionItem, OpinionLevel
from .opinion_source import OpinionSource
from .order import OrderEvent, OrderFile, OrderYear, SupervisionOrder
from .record import AccountabilityRecord
from .rule import WatchRule
from .sighting import Sighting

__all__ = [
    "AccountabilityRecord",
    "OpinionBrief",
    "OpinionEvent",
    "OpinionItem",
    "OpinionLevel",
    "OpinionSource",
    "OrderEvent",
    "OrderFile",
    "OrderYear",
    "Sighting",
    "SupervisionOrder",
    "WatchRule",
]

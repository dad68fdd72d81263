from .order import OrderEvent, OrderFile, OrderYear, SupervisionOrder
from .record import AccountabilityRecord
from .rule import WatchRule
from .sighting import Sighting

__all__ = [
    "AccountabilityRecord",
    "OrderEvent",
    "OrderFile",
    "OrderYear",
    "Sighting",
    "SupervisionOrder",
    "WatchRule",
]

from .collection import UnitCollection
from .team import Team
from .unit import UnitDirectoryPage, UnitPage

__all__ = ["Team", "UnitCollection", "UnitDirectoryPage", "UnitPage"]

from .collection import UnitCollection
from .follow import UnitFollow
from .team import Team
from .unit import UnitDirectoryPage, UnitPage

__all__ = ["Team", "UnitCollection", "UnitDirectoryPage", "UnitFollow", "UnitPage"]

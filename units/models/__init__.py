from .team import Team
from .unit import UnitDirectoryPage, UnitPage

__all__ = ["Team", "UnitDirectoryPage", "UnitPage"]

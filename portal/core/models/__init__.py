from .calendar import CalendarYear, SpecialDay
from .images import PortalImage, PortalRendition
from .media import PortalMedia
from .pages import BasePage
from .settings import FriendlyLink, PortalSettings

__all__ = [
    "BasePage",
    "CalendarYear",
    "FriendlyLink",
    "PortalImage",
    "PortalMedia",
    "PortalRendition",
    "PortalSettings",
    "SpecialDay",
]

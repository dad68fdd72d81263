from .calendar import CalendarYear, SpecialDay
from .duties import DutyRun
from .images import PortalImage, PortalRendition
from .mail import OutgoingMail
from .media import PortalMedia
from .pages import BasePage
from .settings import FriendlyLink, PortalSettings
from .written_once import WrittenOnce, WrittenOnceQuerySet

__all__ = [
    "BasePage",
    "CalendarYear",
    "DutyRun",
    "FriendlyLink",
    "OutgoingMail",
    "PortalImage",
    "PortalMedia",
    "PortalRendition",
    "PortalSettings",
    "SpecialDay",
    "WrittenOnce",
    "WrittenOnceQuerySet",
]

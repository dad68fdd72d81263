from .images import PortalImage, PortalRendition
from .media import PortalMedia
from .pages import BasePage
from .settings import FriendlyLink, PortalSettings

__all__ = ["BasePage", "FriendlyLink", "PortalImage", "PortalMedia", "PortalRendition", "PortalSettings"]

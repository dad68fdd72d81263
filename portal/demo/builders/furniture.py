"""What stands on every page: who runs the hall, the links to friends, and that all of this is a demonstration."""

from portal.core.models import FriendlyLink, PortalSettings
from portal.demo.reading import read_toml


def furnish() -> None:
    """Fill in the portal settings that are empty."""
    words = read_toml("portal_settings.toml")
    portal = PortalSettings.load()
    for name in ("notice", "contact", "about"):
        if not getattr(portal, name):
            setattr(portal, name, words[name].strip())
    if not portal.friendly_links.exists():
        portal.friendly_links.set(
            [FriendlyLink(**link, sort_order=place) for place, link in enumerate(words["friendly_links"])]
        )
    portal.save()

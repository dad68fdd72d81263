"""What the people's floor does by the clock."""

from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings

from portal.core.duties import register_duty


@register_duty("sessions", every=timedelta(days=1))
def clear_sessions(now: datetime) -> None:
    """Remove sessions that have ended: among them every address that asked for a code and never proved itself."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()

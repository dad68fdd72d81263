"""Facts that campaigns announce to their formats. They are sent inside the transaction."""

from django.dispatch import Signal

# An event was called off. Sends `page` (as its own type), `reason` and `now`.
event_called_off = Signal()

"""Facts about concerns. Sent inside the transaction."""

from django.dispatch import Signal

# A line was written into the history of a concern. Sends `event` (ConcernEvent): its concern, kind, unit and moment.
concern_recorded = Signal()

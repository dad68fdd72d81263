"""Facts the review announces. They are sent inside the transaction: a receiver acts after commit."""

from django.dispatch import Signal

# A line was added to the history of a review. Sends `record` (ReviewRecord).
review_recorded = Signal()

"""What the hall promises and asks for around an answer. Days by the calendar, except where working days are said."""

from datetime import timedelta

# An answer to which nobody objects closes the concern.
SILENT_AFTER = timedelta(days=15)
# Who is not content says so within this time of the answer, so many times.
REOPEN_WITHIN = timedelta(days=30)
REOPEN_TIMES = 2
MOST_MESSAGES = 20
# What those who answer ask back is short and rare: an answer goes through its review.
ASK_BACK_LIMIT = 300
MOST_ASKED_BACK = 5
# Pictures of a form that was never sent.
UNSENT_KEPT = timedelta(days=1)

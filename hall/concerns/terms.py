"""What the hall promises and asks for around an answer. Days by the calendar, except where working days are said."""

from datetime import timedelta

# An answer to which nobody objects closes the concern.
SILENT_AFTER = timedelta(days=15)
# Who is not content says so within this time of the answer, so many times.
REOPEN_WITHIN = timedelta(days=30)
REOPEN_TIMES = 2
MOST_MESSAGES = 20
# Pictures of a form that was never sent.
UNSENT_KEPT = timedelta(days=1)

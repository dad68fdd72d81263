"""How long things are kept and how long they may be, as the hall's rules say."""

from datetime import timedelta

# The name of a person leaves an accountability record so long after the decision, unless another day is chosen.
NAMED_FOR = timedelta(days=365)
LONGEST_NAMED = timedelta(days=3 * 365)
APPEAL_WITHIN = timedelta(days=30)
WORDS_LIMIT = 3_000
REASON_LIMIT = 500
MOST_FILES = 9
LONGEST_DEADLINE = 30  # working days

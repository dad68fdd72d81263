"""The numbers of the opinion desk, in one place."""

from datetime import timedelta

TITLE_LIMIT = 120
TEXT_LIMIT = 4_000
REASON_LIMIT = 500
PICTURE_WORDS_LIMIT = 200
# Hours of a clock; beyond a month nothing is a clock.
LONGEST_CLOCK = 720
MOST_BOOST = 100
# Heat: for each other item that says the same, and for each comment or call up to so many.
HEAT_OF_ANOTHER = 10
MOST_SAID_COUNTED = 500
# What is compared for near-duplicates: the newest so many of the last days.
COMPARED_FOR = timedelta(days=3)
MOST_COMPARED = 2_000
# A feed's entries from before this are history and no opinion of today.
TAKEN_BACK_TO = timedelta(days=14)
MOST_OF_A_FEED = 200
# Between two tries of a source by hand.
PAUSE_BY_HAND = timedelta(minutes=1)

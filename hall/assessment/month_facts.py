"""What one unit did in one month, as plain numbers: each measure with what it is a part of. Pure.

`facts.py` counts them; `scoring.py` knows nothing else about a unit.
"""

from dataclasses import asdict, dataclass, fields
from decimal import Decimal

# What a concern stands for in the median of days that was not answered in time. Longer than any kind allows.
LATE_DAYS = 30


@dataclass(frozen=True)
class MonthFacts:
    """The numbers of a month.

    days             days on which the unit was public; it counts from its launch
    posts            posts published and not taken back within the month; `originals` are those that repost nothing
    longest_silence  days since the last post, on the day of the month on which it was the most
    passed_on        reposts by other units of what the unit said
    received         concerns that came to the unit
    owed             answers that fell into the month: sent in time within it, or due within it and not sent in time;
                     of answers in the same words only the first is among them
    in_time          those of `owed` that were sent by their deadline
    templates        answers that were left out of both because they say what an earlier one said
    median_days      working days that the answers of `owed` took, in the middle; one that was not in time takes 30
    answers          answers sent within the month, in time or late
    reopened         times that who asked said that it is not solved
    ratings          answers rated, and the sum of their one to five stars
    comments         public comments of citizens on the unit's pages, so many of one person at most
    comments_answered those of them that the unit answered officially by the end of the month
    replies          official words of the unit below comments on its pages
    mentions         public words that called the unit, and `mentions_settled` those settled by the end of the month
    likes            likes of the unit's posts that count, and `likes_left_out` those that do not
    follows          people who began to follow the unit
    events           campaigns and micro-events of the unit that began
    good_deeds       posts confirmed as a good deed
    incidents        serious incidents that the desk has written down
    members          people of the unit's teams, and `trained` those with a certificate of this year's training
    """

    days: int = 0
    posts: int = 0
    originals: int = 0
    longest_silence: int = 0
    passed_on: int = 0
    received: int = 0
    owed: int = 0
    in_time: int = 0
    templates: int = 0
    median_days: Decimal | None = None
    answers: int = 0
    reopened: int = 0
    ratings: int = 0
    rating_sum: int = 0
    comments: int = 0
    comments_answered: int = 0
    comments_left_out: int = 0
    replies: int = 0
    mentions: int = 0
    mentions_settled: int = 0
    likes: int = 0
    likes_left_out: int = 0
    follows: int = 0
    events: int = 0
    good_deeds: int = 0
    incidents: int = 0
    members: int = 0
    trained: int = 0

    @property
    def calls(self) -> int:
        """How often somebody waited for the unit's word."""
        return self.owed + self.templates + self.mentions

    @property
    def responses(self) -> int:
        """How often the unit gave it."""
        return self.answers + self.replies + self.mentions_settled

    def as_json(self) -> dict:
        kept = asdict(self)
        return {**kept, "median_days": None if self.median_days is None else str(self.median_days)}

    @classmethod
    def from_json(cls, kept: dict) -> "MonthFacts":
        known = {field.name: kept[field.name] for field in fields(cls) if field.name in kept}
        if known.get("median_days") is not None:
            known["median_days"] = Decimal(known["median_days"])
        return cls(**known)

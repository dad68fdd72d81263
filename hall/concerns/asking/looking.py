"""What was answered already, for whoever writes a question: often, but not without end."""

from hall.concerns.asking.uploads import person_of
from hall.concerns.models import Concern
from hall.concerns.similar import similar_answered
from portal.core.refusals import refuse_if
from portal.core.throttling import Throttle, address_of, why_not_now

# The browser asks whenever somebody pauses while typing, and many stand behind one address of a telephone company.
LOOK = Throttle(
    "look for similar questions",
    person="60/minute;1500/day",
    address="300/minute;6000/hour",
    human_after=10_000,
)


def look_for_similar(request, subject: str, text: str) -> list[Concern]:
    """Return public concerns like what is being written. Raises `Refused` with a sentence that says when again."""
    refuse_if(why_not_now(LOOK, person=person_of(request), address=address_of(request)))
    return similar_answered(f"{subject} {text}")

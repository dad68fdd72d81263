"""How hot something is. Pure; the definition is shown beside the number."""

from hall.supervision.opinion.terms import HEAT_OF_ANOTHER, MOST_SAID_COUNTED


def heat(*, alike: int, said_times: int, boost: int) -> int:
    """Return ten for each other item that says the same, one for each comment or call, and what the desk adds."""
    return HEAT_OF_ANOTHER * alike + min(said_times, MOST_SAID_COUNTED) + boost

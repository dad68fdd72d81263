"""The way of a concern, as a table: which verb leads from which states to which one. Pure.

received ──assign──▶ assigned ──begin──▶ answering ──send──▶ answered ──confirm, silence──▶ closed
    ▲                  │                     │                  │                             │
    └─ transfer to desk┴─────────────────────┘    reopened ◀────┴─────────── reopen ──────────┘
"""

from dataclasses import dataclass

from hall.concerns.enums import (
    UNANSWERED_OUTCOMES,
    UNANSWERED_STATES,
    WITH_UNIT_STATES,
    ConcernState,
    Outcome,
)


@dataclass(frozen=True)
class Step:
    """What a verb asks of a concern, and where it leads. `to` is empty where the state stays."""

    since: tuple[ConcernState, ...]
    to: ConcernState | None = None
    outcome: Outcome | None = None


OPEN = tuple(UNANSWERED_STATES)
WITH_UNIT = tuple(WITH_UNIT_STATES)

GRAPH: dict[str, Step] = {
    "assign": Step((ConcernState.RECEIVED,), ConcernState.ASSIGNED),
    "transfer": Step(WITH_UNIT, ConcernState.ASSIGNED),
    "return_to_desk": Step(WITH_UNIT, ConcernState.RECEIVED),
    "begin_answer": Step((*WITH_UNIT,), ConcernState.ANSWERING),
    "answer": Step(WITH_UNIT, ConcernState.ANSWERED),
    "extend": Step(WITH_UNIT),
    "set_kind": Step(OPEN),
    "add_message": Step((*OPEN, ConcernState.ANSWERED)),
    "ask_back": Step((*OPEN, ConcernState.ANSWERED)),
    "withdraw": Step(OPEN, ConcernState.CLOSED, Outcome.WITHDRAWN),
    "merge": Step(OPEN, ConcernState.CLOSED, Outcome.MERGED),
    "confirm_solved": Step((ConcernState.ANSWERED,), ConcernState.CLOSED, Outcome.SOLVED),
    "close_silent": Step((ConcernState.ANSWERED,), ConcernState.CLOSED, Outcome.NO_REPLY),
    "rate": Step((ConcernState.ANSWERED, ConcernState.CLOSED)),
    "reopen": Step((ConcernState.ANSWERED, ConcernState.CLOSED), ConcernState.REOPENED),
}


def may_follow(verb: str, state: str, outcome: str = "") -> bool:
    """Tell whether a verb may be used on a concern that stands here."""
    if state not in GRAPH[verb].since:
        return False
    return outcome not in UNANSWERED_OUTCOMES

"""The way of an opinion item, as a table: which verb leads from which states to which one. Pure.

new ──weigh──▶ weighed ──assign──▶ assigned ──respond──▶ responded ──close──▶ closed
  └─────────────── set_aside, from every open state ───────────────▶ set aside ──take_up──▶ new or weighed
"""

from dataclasses import dataclass

from hall.supervision.opinion.enums import ENDED_STATES, OPEN_STATES, ItemState


@dataclass(frozen=True)
class Step:
    """What a verb asks of an item, and where it leads. `to` is empty where the state stays."""

    since: tuple[ItemState, ...]
    to: ItemState | None = None


GRAPH: dict[str, Step] = {
    # Weighed again, an item stays where it is.
    "weigh": Step(tuple(OPEN_STATES)),
    "assign": Step((ItemState.WEIGHED, ItemState.ASSIGNED), ItemState.ASSIGNED),
    "respond": Step((ItemState.ASSIGNED,), ItemState.RESPONDED),
    "return_response": Step((ItemState.RESPONDED,), ItemState.ASSIGNED),
    "close": Step((ItemState.RESPONDED,), ItemState.CLOSED),
    "set_aside": Step(tuple(OPEN_STATES), ItemState.SET_ASIDE),
    "take_up": Step(tuple(ENDED_STATES), ItemState.WEIGHED),
}


def may_follow(verb: str, state: str) -> bool:
    """Tell whether a verb may be used on an item that stands here."""
    return state in GRAPH[verb].since

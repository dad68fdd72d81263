"""The way of a supervision order, as a table: which verb leads from which states to which one. Pure.

issued ──acknowledge──▶ acknowledged ──report──▶ reported ──accept──▶ closed
   └──────────────── report ─────────────────────▲  │
                                    returned ──report  └─return──▶ returned          any open one ──cancel──▶ cancelled
"""

from dataclasses import dataclass

from hall.supervision.enums import OPEN_STATES, OWED_STATES, OrderState


@dataclass(frozen=True)
class Step:
    """What a verb asks of an order, and where it leads. `to` is empty where the state stays."""

    since: tuple[OrderState, ...]
    to: OrderState | None = None


OWED = tuple(OWED_STATES)
OPEN = tuple(OPEN_STATES)

GRAPH: dict[str, Step] = {
    "acknowledge": Step((OrderState.ISSUED,), OrderState.ACKNOWLEDGED),
    "keep_file": Step(OWED),
    "report": Step(OWED, OrderState.REPORTED),
    "return_report": Step((OrderState.REPORTED,), OrderState.RETURNED),
    "accept": Step((OrderState.REPORTED,), OrderState.CLOSED),
    "cancel": Step(OPEN, OrderState.CANCELLED),
    "escalate": Step(OWED),
    "add_record": Step((*OPEN, OrderState.CLOSED)),
}


def may_follow(verb: str, state: str) -> bool:
    """Tell whether a verb may be used on an order that stands here."""
    return state in GRAPH[verb].since

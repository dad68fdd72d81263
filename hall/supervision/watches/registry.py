"""What is watched: a table of named functions, which other parts of the house add to. Pure.

A watch yields what it finds as it is now, each with a subject of its own, out of queries over sets. It neither writes
nor tells; `hall.supervision.sweep` does. Its facts are plain values without a word of a citizen, and `say` puts them
into a sentence; two of them are known to the screens: `link` is an address for those who deal with the thing, and
`public_link` one for everybody.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.functional import Promise

from portal.core.workdays import Calendar


@dataclass(frozen=True)
class Found:
    """Something that stands: whose it is (None for the hall desk), since when it is wrong, and the facts."""

    subject: str
    unit_id: int | None
    since: datetime
    facts: dict


@dataclass(frozen=True)
class Watch:
    """Something that is watched. `rule` holds the fields that its `WatchRule` begins with."""

    name: str
    label: str | Promise
    definition: str | Promise
    find: Callable[[datetime, Calendar], Iterator[Found]]
    say: Callable[[dict], str]
    rule: dict = field(default_factory=dict)


WATCHES: dict[str, Watch] = {}


def register_watch(name: str, *, label, definition, say: Callable[[dict], str], **rule):
    """Register a function of the present moment and the calendar as a watch. Decorates it.

    Call it from `AppConfig.ready`'s imports. `rule` says how the rule of the watch begins; afterwards it is data.
    """

    def register(find):
        WATCHES[name] = Watch(name, label, definition, find, say, rule)
        return find

    return register


def words_of(watch: str, facts: dict) -> str:
    """Say the facts of a watch in a sentence. A watch that is registered no more has only its name."""
    known = WATCHES.get(watch)
    return known.say(facts) if known else watch

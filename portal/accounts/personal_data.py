"""What the hall knows about a person: each app says how its part is collected and how it is forgotten."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.accounts.models import User


@dataclass(frozen=True)
class PersonalData:
    """One part. `collect` returns plain rows for the download; `forget` takes the person out of what remains."""

    name: str
    collect: Callable[[User], list[dict]]
    forget: Callable[[User], None]


PARTS: dict[str, PersonalData] = {}


def register_personal_data(
    name: str, *, collect: Callable[[User], list[dict]], forget: Callable[[User], None]
) -> None:
    """Register a part of what is known about a person. `name` becomes the name of its file in the download.

    `forget` runs in the transaction that deletes the person, just before their row goes. It decides what stays:
    public words that others answered stay, without the name.
    """
    PARTS[name] = PersonalData(name, collect, forget)


def collect_all(user: User) -> dict[str, list[dict]]:
    """Return all that is known about `user`, part by part."""
    return {part.name: part.collect(user) for part in PARTS.values()}


def forget_all(user: User) -> None:
    """Take `user` out of every part. Later parts may point at earlier ones, so the last goes first."""
    for part in reversed(PARTS.values()):
        part.forget(user)

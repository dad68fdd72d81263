"""What the hall knows about a person: each app says how its part is collected and how it is forgotten."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.files.base import File

from portal.accounts.models import User


def no_files(user: User) -> Iterable[tuple[str, File]]:
    return []


def nothing_stays(user: User) -> Iterable[str]:
    return []


@dataclass(frozen=True)
class PersonalData:
    """One part of what is known.

    `collect` returns plain rows for the download, `files` the files that they name. `forget` takes the person out of
    what remains; `stays` says in sentences what keeps the name all the same, and until when. `fields` are those by
    which the rows are found, as "app.Model.field": a test asks for each such field of the house whether it is one of
    them.
    """

    name: str
    collect: Callable[[User], list[dict]]
    forget: Callable[[User], None]
    fields: tuple[str, ...] = ()
    files: Callable[[User], Iterable[tuple[str, File]]] = no_files
    stays: Callable[[User], Iterable[str]] = nothing_stays


PARTS: dict[str, PersonalData] = {}


def register_personal_data(
    name: str,
    *,
    collect: Callable[[User], list[dict]],
    forget: Callable[[User], None],
    fields: tuple[str, ...] = (),
    files: Callable[[User], Iterable[tuple[str, File]]] = no_files,
    stays: Callable[[User], Iterable[str]] = nothing_stays,
) -> None:
    """Register a part of what is known about a person. `name` stands above it in the download.

    `forget` runs in the transaction that deletes the person, just before their row goes. It decides what stays:
    public words that others answered stay, without the name.
    """
    PARTS[name] = PersonalData(name, collect, forget, fields, files, stays)


def collect_all(user: User) -> dict[str, list[dict]]:
    """Return all that is known about `user`, part by part."""
    return {part.name: part.collect(user) for part in PARTS.values()}


def files_of(user: User) -> Iterable[tuple[str, File]]:
    """Return the files that belong to what is known about `user`, with the names that the rows give them."""
    for part in PARTS.values():
        yield from part.files(user)


def what_stays(user: User) -> list[str]:
    """Say what keeps the name of `user` when they go."""
    return [sentence for part in PARTS.values() for sentence in part.stays(user)]


def forget_all(user: User) -> None:
    """Take `user` out of every part. Later parts may point at earlier ones, so the last goes first."""
    for part in reversed(PARTS.values()):
        part.forget(user)

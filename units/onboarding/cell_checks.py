"""What one cell of the spreadsheet must be. Pure. Each check yields sentences; none means the cell is fine."""

import re
from collections.abc import Callable, Iterator

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from units.account_names import why_not_name
from units.enums import UnitKind
from units.onboarding.records import Problem, Table, UnitRecord

CODE = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")
CODE_LIMIT = 20
OFFICIAL_NAME_LIMIT = 120
NOTE_LIMIT = 200
PEOPLE_LIMIT = 20
ADDRESS_LIMIT = 254


def problems_of(record: UnitRecord, table: Table) -> list[Problem]:
    """Return what is wrong with the cells of one row. Columns that are missing altogether are told elsewhere."""
    return [
        table.problem(record, field, message)
        for field, check in CHECKS.items()
        if table.has(field)
        for message in check(getattr(record, field))
    ]


def check_code(code: str) -> Iterator[str]:
    if not code:
        yield _("The code is missing.")
    elif not CODE.fullmatch(code):
        yield _("“%(value)s” is no code: use Latin letters and digits, with hyphens between them.") % shown(
            code
        )
    if len(code) > CODE_LIMIT:
        yield too_long(code, CODE_LIMIT)


def check_title(title: str) -> Iterator[str]:
    if not title:
        yield _("The account name is missing.")
    elif reason := why_not_name(title):
        yield reason


def check_official_name(name: str) -> Iterator[str]:
    if not name:
        yield _("The official name is missing.")
    if len(name) > OFFICIAL_NAME_LIMIT:
        yield too_long(name, OFFICIAL_NAME_LIMIT)


def check_kind(kind: str) -> Iterator[str]:
    if not kind:
        yield _("The account kind is missing: write 机构 or 个人.")
    elif kind not in UnitKind.values:
        yield _("“%(value)s” is no account kind: write 机构 or 个人.") % shown(kind)


def check_mark(mark: str) -> Iterator[str]:
    if not mark:
        yield _("The avatar character is missing: one character that stands for the unit.")
    elif len(mark) > 1:
        yield _("“%(value)s” is too long: the avatar shows one character.") % shown(mark)
    elif not mark.isalpha():
        yield _("“%(value)s” is no character or letter.") % shown(mark)


def check_note(note: str) -> Iterator[str]:
    if len(note) > NOTE_LIMIT:
        yield too_long(note, NOTE_LIMIT)


def check_people(addresses: tuple[str, ...]) -> Iterator[str]:
    if len(addresses) > PEOPLE_LIMIT:
        yield _("More than %(limit)d addresses in one cell.") % {"limit": PEOPLE_LIMIT}
    for address in addresses:
        if not is_address(address):
            yield _("“%(value)s” is no e-mail address.") % shown(address)


def is_address(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return len(address) <= ADDRESS_LIMIT


def too_long(value: str, limit: int) -> str:
    return _("Too long: %(length)d characters, %(limit)d at most.") % {"length": len(value), "limit": limit}


def shown(value: str) -> dict[str, str]:
    """Quote a value in a sentence without letting it become the sentence."""
    return {"value": value if len(value) <= 40 else f"{value[:40]}…"}


CHECKS: dict[str, Callable[..., Iterator[str]]] = {
    "code": check_code,
    "title": check_title,
    "official_name": check_official_name,
    "kind": check_kind,
    "mark": check_mark,
    "note": check_note,
    "editors": check_people,
    "reviewers": check_people,
    "liaisons": check_people,
}

"""What a seal is made of. Pure, and plain enough that an auditor can compute it again with other tools.

A digest is the SHA-256 of one JSON object: keys sorted, no spaces, everything outside ASCII escaped, moments in UTC
with six digits after the second, floats that are whole written as integers. The object holds `version`, `number`,
`previous` (the digest of the seal before; 64 zeros for the first), `sealed_at`, and `line`: the line's own columns.
Foreign keys are no part of it, because they become empty when a page or a person is deleted; the kept numbers and
names are.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

NO_SEAL = "0" * 64
VERSION = 1

# The columns of a line that a seal of each version covers. Old seals keep their version for ever.
COLUMNS = {
    1: (
        "id",
        "page_number",
        "title",
        "unit_name",
        "event",
        "level",
        "person_number",
        "person_name",
        "comment",
        "facts",
        "revision_number",
        "fingerprint",
        "happened_at",
    ),
}
ALL_COLUMNS = COLUMNS[VERSION]


def digest_of(
    line: Mapping[str, Any], *, number: int, previous: str, sealed_at: datetime, version: int = VERSION
) -> str:
    """Return the digest of a seal over `line`, as the database gives the line back."""
    sealed = {
        "version": version,
        "number": number,
        "previous": previous,
        "sealed_at": plain(sealed_at),
        "line": {column: plain(line[column]) for column in COLUMNS[version]},
    }
    return hashlib.sha256(
        json.dumps(sealed, sort_keys=True, separators=(",", ":")).encode("ascii")
    ).hexdigest()


def plain(value: Any) -> Any:
    """Return a value in the one form that it has after a round trip through any database."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value

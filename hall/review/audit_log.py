"""Writes sealed lines for a collector: one JSON object a line, to the logger `hall.audit`.

Each object holds all that its seal covers, so that whoever keeps the log elsewhere can compute the chain again without
the database. Comments are therefore in it: keep the log where the audit itself may be read.
"""

import json
import logging
from collections.abc import Iterable
from typing import Any

from hall.review.chain import ALL_COLUMNS, plain
from hall.review.models.seal import Seal

logger = logging.getLogger("hall.audit")


def write(seals: Iterable[Seal]) -> None:
    """Write each seal with its line. Called after the commit of the seals."""
    for seal in seals:
        logger.info("%s", json.dumps(as_object(seal), ensure_ascii=False))


def as_object(seal: Seal) -> dict[str, Any]:
    """Return a line and its seal as plain values."""
    line = {column: plain(getattr(seal.record, column)) for column in ALL_COLUMNS}
    return {
        "time": line.pop("happened_at"),
        "line": line.pop("id"),
        **line,
        "seal": seal.number,
        "previous": seal.previous,
        "digest": seal.digest,
        "seal_version": seal.version,
        "sealed_at": plain(seal.sealed_at),
    }

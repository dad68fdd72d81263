"""Tables that organisers take away: readable by the spreadsheet programs here, and harmless to them."""

import csv
from collections.abc import Iterable
from io import StringIO

from django.http import HttpResponse

from hall.review.viewsets.exports import BYTE_ORDER_MARK
from units.onboarding.columns import guarded


def csv_bytes(rows: Iterable[Iterable]) -> bytes:
    """Return rows as a CSV file; what people typed is never computed."""
    table = StringIO()
    writer = csv.writer(table)
    for row in rows:
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
    return BYTE_ORDER_MARK + table.getvalue().encode()


def csv_response(name: str, rows: Iterable[Iterable]) -> HttpResponse:
    """Answer with a CSV file that no cache keeps."""
    response = HttpResponse(csv_bytes(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response

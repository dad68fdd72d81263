"""The numbers of orders: one row a year, locked until the order of the number is kept, so that none is left out."""

from datetime import datetime

from hall.supervision.models import OrderYear
from portal.core.workdays import local_day


def next_number(now: datetime) -> tuple[int, int]:
    """Return the year and the next number in it. Call it in the transaction that keeps the order."""
    year = local_day(now).year
    OrderYear.objects.get_or_create(year=year)
    row = OrderYear.objects.select_for_update().get(year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return year, row.last


def in_full(year: int, sequence: int) -> str:
    """Return a number as official papers write it."""
    return f"督〔{year}〕{sequence}号"

import itertools

from units.models import UnitDirectoryPage
from units.services import create_unit

numbers = itertools.count(1)


def UnitFactory(*, live=True, parent=None, **fields):
    """Make a unit with its teams and collection, launched unless `live=False`."""
    number = next(numbers)
    unit = create_unit(
        parent=parent or UnitDirectoryPage.objects.get(),
        **{
            "code": f"U{number}",
            "title": f"河源单位{number}",
            "official_name": f"河源市第{number}局",
            "mark": "单",
            **fields,
        },
    )
    if live:
        unit.get_latest_revision().publish(skip_permission_checks=True)
        unit.refresh_from_db()
    return unit

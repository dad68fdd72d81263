"""The kinds that a hall begins with, and the one that is taken at first."""

from hall.concerns.models import ConcernKind

ORDINARY = {"name": "一般", "working_days": 5, "extension_days": 5}


def default_kind() -> ConcernKind:
    """Return the kind that new concerns have until somebody says otherwise. There is always one."""
    kind, _created = ConcernKind.objects.get_or_create(is_default=True, defaults=ORDINARY)
    return kind

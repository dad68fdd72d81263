"""The levels that a hall begins with; afterwards they are data that the desk changes."""

from hall.supervision.models import OpinionLevel

# name, rank, hot, hours to the first response, to the conclusion, working hours only
PRESETS = [
    ("一般", 1, False, 24, 72, True),
    ("关注", 2, False, 8, 40, True),
    ("重要", 3, True, 4, 48, False),
    ("紧急", 4, True, 2, 24, False),
]


def ensure_levels() -> None:
    """Lay in the levels of a hall that has none. What the desk made of them stays."""
    if OpinionLevel.objects.exists():
        return
    OpinionLevel.objects.bulk_create(
        [
            OpinionLevel(
                name=name,
                rank=rank,
                is_hot=is_hot,
                first_hours=first,
                conclude_hours=conclude,
                in_working_hours=working,
            )
            for name, rank, is_hot, first, conclude, working in PRESETS
        ],
        ignore_conflicts=True,
    )

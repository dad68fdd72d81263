"""Facts that releases announce. They are sent inside the transaction: a receiver acts after commit."""

from django.dispatch import Signal

# A release did not go out at its time, for a reason that nobody was told yet. Sends `stuck` (StuckRelease).
release_stuck = Signal()

# Nothing ran when a joint release should have gone out, and people decide. Sends `joint` (JointRelease).
joint_release_missed = Signal()

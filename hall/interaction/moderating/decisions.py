"""What was decided about a comment and what stands of it, read from its lines: a form could say anything."""

from wagtail.models import ModelLogEntry

from hall.interaction.enums import CommentState
from hall.interaction.models import Comment

TAKEN_BACK = "interaction.comment.undo"
HIDDEN = "interaction.comment.hide"
STATE_AFTER = {
    "interaction.comment.show": CommentState.SHOWN,
    "interaction.comment.restore": CommentState.SHOWN,
    HIDDEN: CommentState.HIDDEN,
    "interaction.comment.hold": CommentState.HELD,
}


def lines_about(comment: Comment) -> list[ModelLogEntry]:
    """Return every decision about a comment, and every time that one was taken back, in the order of their writing.

    Each was written under the lock of the comment; by the clock, whoever waited for it would seem to have been first.
    """
    lines = ModelLogEntry.objects.for_instance(comment).filter(action__in=[*STATE_AFTER, TAKEN_BACK])
    return list(lines.order_by("pk"))


def standing(lines: list[ModelLogEntry]) -> list[ModelLogEntry]:
    """Return the decisions of these lines that nobody has taken back."""
    decisions: list[ModelLogEntry] = []
    for line in lines:
        if line.action != TAKEN_BACK:
            decisions.append(line)
        elif decisions:
            decisions.pop()
    return decisions

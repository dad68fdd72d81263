"""What commenting adds to a person's own corner: the download, and what stays of somebody who leaves."""

from django.db.models import Exists, OuterRef, Q

from hall.interaction.enums import CommentState
from hall.interaction.models import Comment
from hall.interaction.publicity import public_with, tell_change, tell_come
from portal.accounts.models import User
from portal.accounts.personal_data import register_personal_data


def collect_comments(user: User) -> list[dict]:
    """Return all that somebody wrote in their own name, oldest first."""
    comments = Comment.objects.said_by(user).select_related("page").order_by("created_at", "pk")
    return [
        {
            "page": comment.page.title,
            "name": comment.name,
            "text": comment.original_text,
            "written_at": comment.created_at.isoformat(),
            "state": comment.get_state_display(),
            "hidden_reason": comment.hidden_reason,
            "wants_mail": comment.wants_mail,
        }
        for comment in comments
    ]


def forget_comments(user: User) -> None:
    """Leave words that others have answered, without the name, and take all others away, replies first."""
    others = Comment.objects.exclude(author=user)
    is_answered = Exists(others.filter(Q(parent=OuterRef("pk")) | Q(answers=OuterRef("pk"))))
    comments = Comment.objects.said_by(user).select_related("page", "parent")
    for comment in comments.exclude(is_answered).order_by("-pk"):
        before = public_with(comment)
        comment.state = CommentState.WITHDRAWN
        comment.save(update_fields=["state"])
        tell_change(comment, before)
        comment.delete()
    stay = set(comments.shown().values_list("pk", flat=True))
    comments.update(name="", original_text="", author=None, wants_mail=False)
    # Whoever keeps public words with the name of the speaker hears them again without it.
    tell_come(stay)


register_personal_data(
    "comments",
    collect=collect_comments,
    forget=forget_comments,
    fields=("interaction.Comment.author", "interaction.Comment.wants_mail"),
)

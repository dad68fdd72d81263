"""Who wants mail about their own comments. Every such mail asks `wants_mail_about`."""

from hall.interaction.models import Comment
from portal.accounts.models import User


def wants_comment_mail(user_id: int | None) -> bool:
    """Tell whether a person is here and has not stopped all mail about their own comments."""
    people = User.objects.filter(pk=user_id, is_active=True)
    return people.exclude(comment_mail_choice__is_wanted=False).exists()


def wants_mail_about(comment: Comment) -> bool:
    """Tell whether its writer wants mail about a comment: asked for with it, and not stopped for all of them."""
    return comment.wants_mail and wants_comment_mail(comment.author_id)

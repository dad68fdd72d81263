"""Words to those who comment, if they wanted any."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override
from wagtail.users.models import UserProfile

from hall.interaction.enums import CommentState
from hall.interaction.models import Comment
from portal.core.outbox import post_mail

EXCERPT = 80
MAILS = {CommentState.SHOWN: "comment_shown", CommentState.HIDDEN: "comment_hidden"}


def tell_of_decision(comment: Comment) -> None:
    """Tell the writer of a comment that it is public, or that it is hidden and why."""
    if comment.wants_mail and comment.state in MAILS:
        write_to(comment, MAILS[comment.state])


def write_to(comment: Comment, kind: str) -> None:
    writer = comment.author
    if writer is None or not writer.is_active:
        return
    words = {
        "comment": comment,
        "excerpt": comment.text[:EXCERPT],
        "title": comment.page.title,
        "url": settings.WAGTAILADMIN_BASE_URL + comment.get_absolute_url(),
        "address": comment.page.full_url,
    }
    with override(UserProfile.get_for_user(writer).get_preferred_language()):
        subject = render_to_string(f"interaction/mail/{kind}_subject.txt", words)
        body = render_to_string(f"interaction/mail/{kind}.txt", words)
    post_mail(to=writer.email, subject=subject, body=body, now=timezone.now())

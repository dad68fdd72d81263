"""Words to those who comment, if they wanted any."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override
from wagtail.users.models import UserProfile

from hall.interaction.enums import CommentState
from hall.interaction.models import Comment
from hall.interaction.permissions import is_public
from portal.accounts.models import User
from portal.core.outbox import post_mail
from portal.core.plain_text import cut

EXCERPT = 80
MAILS = {CommentState.SHOWN: "comment_shown", CommentState.HIDDEN: "comment_hidden"}


def tell_of_decision(comment: Comment) -> None:
    """Tell the writer of a comment that it is public, or that it is hidden and why."""
    if comment.wants_mail and comment.state in MAILS:
        write_to(comment.author, MAILS[comment.state], comment)


def tell_of_answer(answer: Comment) -> None:
    """Tell the writer of a comment that a unit has answered it."""
    answered = answer.answers or answer.parent
    if answer.is_official() and answered and answered.wants_mail and is_public(answer):
        write_to(answered.author, "comment_answered", answer)


def write_to(person: User | None, kind: str, comment: Comment) -> None:
    """Write one letter of this kind, in the person's language; it goes out after the commit."""
    if person is None or not person.is_active:
        return
    words = {
        "receiver": person.nickname or person,
        "comment": comment,
        "excerpt": cut(comment.text, EXCERPT),
        "title": comment.page.title,
        "url": settings.WAGTAILADMIN_BASE_URL + comment.get_absolute_url(),
        "address": comment.page.full_url,
    }
    with override(UserProfile.get_for_user(person).get_preferred_language()):
        subject = render_to_string(f"interaction/mail/{kind}_subject.txt", words)
        body = render_to_string(f"interaction/mail/{kind}.txt", words)
    post_mail(to=person.email, subject=subject, body=body, now=timezone.now())

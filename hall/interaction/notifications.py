"""Words to those who comment, if they wanted any."""

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from hall.interaction.comment_mail.queries import wants_mail_about
from hall.interaction.enums import CommentState
from hall.interaction.models import Comment
from hall.interaction.one_click import COMMENT_MAIL
from hall.interaction.permissions import is_public
from portal.accounts.languages import language_of
from portal.accounts.models import User
from portal.core.outbox import post_mail
from portal.core.plain_text import cut

EXCERPT = 80
MAILS = {CommentState.SHOWN: "comment_shown", CommentState.HIDDEN: "comment_hidden"}


def tell_of_decision(comment: Comment) -> None:
    """Tell the writer of a comment that it is public, or that it is hidden and why."""
    if comment.state in MAILS and wants_mail_about(comment):
        write_to(comment.author, MAILS[comment.state], comment)


def tell_of_answer(answer: Comment) -> None:
    """Tell the writer of a comment that a unit has answered it: once, however often the answer goes and comes back."""
    answered = answer.answers or answer.parent
    if answer.is_official() and answered and is_public(answer) and wants_mail_about(answered):
        with transaction.atomic():
            if Comment.objects.filter(pk=answer.pk, told_at=None).update(told_at=timezone.now()):
                write_to(answered.author, "comment_answered", answer)


def write_to(person: User, kind: str, comment: Comment) -> None:
    """Write one letter of this kind, in the person's language; it goes out after the commit."""
    base = settings.WAGTAILADMIN_BASE_URL
    words = {
        "receiver": person.nickname or person,
        "comment": comment,
        "excerpt": cut(comment.text, EXCERPT),
        "title": comment.page.title,
        "url": base + comment.get_absolute_url(),
        "address": comment.page.full_url,
        "settings": base + reverse("me_settings"),
        "stop": COMMENT_MAIL.full_address(person),
    }
    with override(language_of(person)):
        subject = render_to_string(f"interaction/mail/{kind}_subject.txt", words)
        body = render_to_string(f"interaction/mail/{kind}.txt", words)
    headers = COMMENT_MAIL.headers(person)
    post_mail(to=person.email, subject=subject, body=body, now=timezone.now(), headers=headers)

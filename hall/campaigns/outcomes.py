"""Letters to those who took part: what became of what they gave, in the language that each reads."""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from portal.accounts.languages import language_of
from portal.accounts.models import User
from portal.core.outbox import post_mail


def tell(kind: str, *, page: Page, person: User | None, row, now: datetime) -> None:
    """Write one letter of this kind about `row`; to nobody where its giver has left. It goes out after the commit."""
    if person is None or not person.is_active:
        return
    base = settings.WAGTAILADMIN_BASE_URL
    words = {
        "receiver": person.nickname or person,
        "page": page,
        "row": row,
        "url": base + page.get_url(),
        "own": base + reverse("me_events"),
    }
    with override(language_of(person)):
        subject = render_to_string(f"campaigns/outcome_mail/{kind}_subject.txt", words)
        body = render_to_string(f"campaigns/outcome_mail/{kind}.txt", words)
    post_mail(to=person.email, subject=subject, body=body, now=now)

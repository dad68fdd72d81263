"""The words of a digest: plain text, one unit after the other, each post with its address."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from hall import markup
from hall.interaction.digest.queries import Issue
from hall.interaction.one_click import DIGEST
from portal.core.models import OutgoingMail, PortalSettings
from portal.core.outbox import unsent

POSTS_OF_A_UNIT = 5
POSTS_OF_A_LETTER = 40
EVENTS_OF_A_LETTER = 10
LINE_LENGTH = 60


def letter_of(issue: Issue, portal: PortalSettings, now) -> OutgoingMail:
    """Write one person's letter. Nobody reads hundreds of lines: what is left out is counted and stands on the site."""
    base = settings.WAGTAILADMIN_BASE_URL
    groups = units_of(issue, base)
    shown = sum(len(group["lines"]) for group in groups)
    events = [{"news": news, "address": base + news.page.url} for news in issue.events[:EVENTS_OF_A_LETTER]]
    words = {
        "issue": issue,
        "portal": portal,
        "hall_name": portal.hall_name,
        "groups": groups,
        "events": events,
        "rest": len(issue.entries) - shown,
        "timeline": base + reverse("me"),
        "settings": base + reverse("me_settings"),
        "stop": DIGEST.full_address(issue.user),
    }
    with override(settings.LANGUAGE_CODE):
        subject = render_to_string("interaction/mail/digest_subject.txt", words)
        body = render_to_string("interaction/mail/digest.txt", words)
    return unsent(
        to=issue.user.email, subject=subject, body=body, now=now, headers=DIGEST.headers(issue.user)
    )


def units_of(issue: Issue, base: str) -> list[dict]:
    """Return what stands in the letter, by unit, the one that spoke last first."""
    groups: dict[int, dict] = {}
    shown = 0
    for entry in issue.entries:
        group = groups.setdefault(entry.unit_id, {"unit": entry.unit.title, "lines": [], "total": 0})
        group["total"] += 1
        if len(group["lines"]) < POSTS_OF_A_UNIT and shown < POSTS_OF_A_LETTER:
            text = markup.excerpt(entry.post.text or entry.post.title, LINE_LENGTH)
            group["lines"].append({"text": " ".join(text.split()), "address": base + entry.post.url})
            shown += 1
    return [group for group in groups.values() if group["lines"]]

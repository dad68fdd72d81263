"""What the page of a topic and its host read."""

from django.db.models import F

from hall.campaigns.models import TopicPage, TopicVoice
from hall.timelines import accounts_mentioned, html_of


def chosen_voices(page: TopicPage) -> list[TopicVoice]:
    """Return the voices that the host chose, first chosen first, each with its words as safe `html`."""
    voices = list(
        TopicVoice.objects.filter(event=page.pk, chosen_at__isnull=False)
        .select_related("unit")
        .order_by("chosen_at", "pk")
    )
    accounts = accounts_mentioned([voice.text for voice in voices])
    for voice in voices:
        voice.html = html_of(voice.text, accounts, None)
    return voices


def voices_for_host(page: TopicPage):
    """Return all public voices of a topic: the chosen ones first, then what was said last."""
    return page.voices.select_related("unit").order_by(F("chosen_at").asc(nulls_last=True), "-said_at", "-pk")

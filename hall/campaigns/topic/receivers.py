"""Facts that topics hear: what is said below them, and what of it is public no more."""

from django.dispatch import receiver

from hall.campaigns.models import TopicPage
from hall.campaigns.topic.services import drop_voice, keep_voice
from hall.signals import words_hidden, words_shown

COMMENT = "comment"


@receiver(words_shown)
def keep_what_is_said(kind, key, text, page, address, unit, name, at, **kwargs):
    if kind == COMMENT and page is not None and page.specific_class is TopicPage:
        keep_voice(page_id=page.pk, key=key, text=text, name=name, unit=unit, address=address, at=at)


@receiver(words_hidden)
def drop_what_is_hidden(kind, key, **kwargs):
    if kind == COMMENT:
        drop_voice(key=key)

"""Facts of other floors that this one hears."""

from django.dispatch import receiver

from hall.interaction.enums import MentionEnd, WordsKind
from hall.interaction.mentioning.services import forget_mentions, note_mentions, settle_by_words
from hall.signals import words_hidden, words_shown


@receiver(words_shown)
def note_who_is_called(kind, key, text, page, address, unit, name, at, **kwargs):
    note_mentions(kind=kind, key=key, text=text, page=page, address=address, unit=unit, name=name, at=at)


@receiver(words_shown)
def settle_what_a_unit_answers(kind, key, page, unit, at, **kwargs):
    if unit is None or page is None:
        return
    if kind == WordsKind.COMMENT:
        settle_by_words(unit=unit, page_id=page.pk, how=MentionEnd.ANSWERED, key=key, at=at)
    if kind == WordsKind.POST and page.repost_of_id:
        settle_by_words(unit=unit, page_id=page.repost_of_id, how=MentionEnd.REPOSTED, key=key, at=at)


@receiver(words_hidden)
def forget_who_was_called(kind, key, **kwargs):
    forget_mentions(kind=kind, key=key)

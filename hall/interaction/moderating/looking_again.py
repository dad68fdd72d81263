"""Looks for a word in what is public already: it may have come into the list after the comment."""

from datetime import datetime
from itertools import islice

from hall.interaction.held_words import fold
from hall.interaction.models import Comment

DAYS = 30
SHOWN_AT_MOST = 100
CHUNK = 500


def public_with_word(word: str, since: datetime) -> list[Comment]:
    """Return the newest public comments of citizens since then that have this word, however it is spelt apart."""
    said = Comment.objects.shown().filter(unit__isnull=True, created_at__gte=since)
    newest = said.select_related("page").order_by("-created_at", "-pk").iterator(chunk_size=CHUNK)
    wanted = fold(word)
    return list(islice((comment for comment in newest if wanted in fold(comment.text)), SHOWN_AT_MOST))

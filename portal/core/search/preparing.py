"""Gives Wagtail's index the terms of every text instead of the text itself, whatever the model."""

from copy import copy

from modelsearch.index import RelatedFields, SearchField

from portal.core.search.fields import fts_text
from portal.core.search.text import fold, whole_words


class Prepared:
    """An object as the index reads it: its key, and its search fields with prepared values."""

    def __init__(self, obj):
        self.obj = obj
        self.pk = obj.pk

    def get_search_fields(self):
        return [prepared(field, self.obj) for field in self.obj.get_search_fields()]


def prepared(field, obj=None):
    """Return a copy of a search field whose value is made of terms; `obj` stands for the object it is asked about."""
    twin = copy(field)
    of = (lambda asked: obj) if obj is not None else (lambda asked: asked)
    if isinstance(field, RelatedFields):
        twin.fields = [prepared(inner) for inner in field.fields]
        twin.get_value = lambda asked: field.get_value(of(asked))
    else:
        twin.get_value = lambda asked: terms_of(field, words_in(field.get_value(of(asked))))
    return twin


def words_in(value) -> str:
    """Return a value of a field as text."""
    if isinstance(value, dict):
        return ", ".join(map(words_in, value.values()))
    if isinstance(value, list):
        return ", ".join(map(words_in, value))
    return str(value)


def terms_of(field, text: str) -> str:
    boost = field.boost if isinstance(field, SearchField) else None
    boosted = [boosted_word(boost, word) for word in dict.fromkeys(whole_words(fold(text)))] if boost else []
    return " ".join([fts_text([text]), *boosted])


def boosted_word(boost: float, word: str) -> str:
    """Return the token that says: this word stands in a field of that weight."""
    return f"b{round(boost * 100)}b{word}"


def boosts_of(fields) -> set[float]:
    """Return the weights that search fields have, at any depth."""
    found: set[float] = set()
    for field in fields:
        if isinstance(field, RelatedFields):
            found |= boosts_of(field.fields)
        elif isinstance(field, SearchField) and field.boost:
            found.add(field.boost)
    return found

"""Set phrases and the sound of single words."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from .findings import Hint, Mark
from .phrases import Lexicon

WORD = "word"
RULES = {
    "ritual": ("ritual-opening", _("A ritual opening. Begin with what happens and for whom.")),
    "meeting": ("meeting-talk", _("Readers look for what was decided and what changes for them.")),
    "politics": ("political-phrase", _("A formula. Say what was done, and by whom.")),
    "slogan": ("slogan", _("A slogan. Say who does what, and by when.")),
    "empty": ("empty-praise", _("This sounds good and tells nothing. Give the number or the change.")),
    "inflated": ("inflated-word", _("A big word for a simple thing.")),
    "paper": ("paper-phrase", _("Paper language. Say it as you would across the counter.")),
}
SOUND = _(
    "No phrase stands out, but most words here are those of a report. Say who did what, where, and for whom."
)
ANY_PHRASE = ("set-phrase", _("A set phrase. There is a plainer way to say it."))


def phrase_marks(text: str, given: str, lexicon: Lexicon) -> Iterator[Mark]:
    """Yield a hint for each set phrase in the folded `text` and a bare mark for each word of the register."""
    for found in lexicon.find(text):
        phrase = found.phrase
        if phrase.kind == WORD:
            yield Mark(found.start, found.end, phrase.weight)
            continue
        rule, message = RULES.get(phrase.kind, ANY_PHRASE)
        quote = given[found.start : found.end]
        yield Hint(
            found.start, found.end, phrase.weight, rule, quote, message, found.suggestion, phrase.phrase
        )


def sound_of_a_report(marks: Iterable[Mark], given: str) -> Hint:
    """Return the hint on a text that is officialese by its single words alone."""
    official = [mark for mark in marks if mark.weight > 0]
    start, end = min(mark.start for mark in official), max(mark.end for mark in official)
    return Hint(start, end, 0.0, "report-words", given[start:end], SOUND)

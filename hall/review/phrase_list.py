"""The set phrases of officialese that are in force: the shipped ones, as the hall desk has changed them since."""

from hall.review.models import SpeechPhrase
from hall.review.plain_speech import Phrase, shipped_phrases


def ensure_phrases() -> None:
    """Lay in the shipped phrases that were never laid in before, and leave alone what the desk has made of the rest."""
    rows = SpeechPhrase.objects.values_list("shipped_as", "phrase")
    known = {name for row in rows for name in row}
    SpeechPhrase.objects.bulk_create(
        SpeechPhrase(
            phrase=shipped.phrase,
            plainer=shipped.plainer,
            kind=shipped.kind,
            weight=shipped.weight,
            shipped_as=shipped.phrase,
        )
        for shipped in shipped_phrases()
        if shipped.phrase not in known
    )


def phrases_in_force() -> tuple[Phrase, ...]:
    """Return what a check looks for now. One narrow query each time, so it is right in every process."""
    rows = SpeechPhrase.objects.filter(is_active=True).order_by("pk")
    return tuple(Phrase(*row) for row in rows.values_list("phrase", "plainer", "kind", "weight"))

"""What a moderator ticks and types: each find to mask or to leave, other words to mask, pictures, a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from hall.concerns.masking import Find, PersonalData, finds
from hall.concerns.models import Concern
from hall.concerns.models.concern import REASON_LIMIT
from hall.concerns.showing.permissions import LONGEST_MASK, why_not_mask

MASK = "***"
ALSO_LIMIT = 2_000


@dataclass(frozen=True)
class Row:
    """Words that were found, once however often they stand in the texts. `is_masked` is what the form begins with."""

    at: int
    words: str
    label: str
    mask: str
    may_be_public: bool
    is_masked: bool


def rows_of(
    texts: Sequence[str], kept: Mapping[str, str], *, is_decided: bool, asker_name: str = ""
) -> list[Row]:
    """Return what can be masked in some texts, the name of who asked among it. `kept` are masks decided on before."""
    found = {find.text: find for text in texts for find in [*named(asker_name, text), *finds(text)]}
    rows = []
    for words, find in found.items():
        is_masked = words in kept if is_decided else not find.may_be_public
        label = PersonalData(find.kind).label
        rows.append(Row(len(rows), words, label, kept.get(words, find.mask), find.may_be_public, is_masked))
    for words in kept:
        if words not in found and any(words in text for text in texts):
            rows.append(Row(len(rows), words, str(_("Chosen by hand")), kept[words], False, True))
    return rows


def named(name: str, text: str) -> list[Find]:
    """Return where a text says how who asked wants to be called; one character says too little to be looked for."""
    start = text.find(name) if len(name) > 1 else -1
    if start < 0:
        return []
    return [Find(start, start + len(name), PersonalData.NAME, name, name[0] + "*" * (len(name) - 1))]


class MasksForm(forms.Form):
    """Two fields for each row, and more words one a line. `masks` is what is to be masked in the end."""

    also = forms.CharField(
        label=_("Mask these words too"),
        required=False,
        max_length=ALSO_LIMIT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One a line, exactly as they stand in the text. The rest of the words stays as it is."),
    )

    def __init__(self, *args, concern: Concern, texts: Sequence[str], is_decided: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.texts = texts
        self.rows = rows_of(texts, concern.masks, is_decided=is_decided, asker_name=concern.asker_name)
        for row in self.rows:
            self.fields[f"on{row.at}"] = forms.BooleanField(required=False, initial=row.is_masked)
            self.fields[f"mask{row.at}"] = forms.CharField(
                required=False, initial=row.mask, max_length=LONGEST_MASK
            )

    def lines(self):
        """Return each row with its two fields, and what they say now."""
        return [(row, self[f"on{row.at}"], self[f"mask{row.at}"]) for row in self.rows]

    @cached_property
    def masks(self) -> dict[str, str]:
        typed = self.cleaned_data
        masks = {
            row.words: typed.get(f"mask{row.at}") or MASK for row in self.rows if typed.get(f"on{row.at}")
        }
        more = [line.strip() for line in typed.get("also", "").splitlines() if line.strip()]
        return {**dict.fromkeys(more, MASK), **masks}

    def clean(self):
        if reason := why_not_mask(self.masks, *self.texts):
            self.add_error("also", reason)
        return self.cleaned_data


class ShowForm(MasksForm):
    pictures = forms.ModelMultipleChoiceField(
        queryset=None, required=False, widget=forms.CheckboxSelectMultiple, label=_("Pictures to show")
    )

    def __init__(self, *args, concern, **kwargs):
        is_decided = concern.moderated_at is not None and bool(concern.public_text)
        super().__init__(
            *args,
            concern=concern,
            texts=[concern.subject, concern.text],
            is_decided=is_decided,
            initial={
                "pictures": [picture.pk for picture in concern.pictures.of_question() if picture.is_shown]
            },
            **kwargs,
        )
        self.fields["pictures"].queryset = concern.pictures.of_question()


class ShowAnswerForm(MasksForm):
    def __init__(self, *args, concern, answer, **kwargs):
        super().__init__(
            *args,
            concern=concern,
            texts=[answer.text],
            is_decided=concern.answer_shown_at is not None and concern.answer_shown_at >= answer.sent_at,
            **kwargs,
        )


class HideForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is not shown"),
        max_length=REASON_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who asked reads this. The question is answered all the same."),
        error_messages={"required": _("Say why it is not shown: who asked reads it.")},
    )

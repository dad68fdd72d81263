from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from hall.interaction.enums import WordKind
from hall.interaction.held_words import fold

WORD_LIMIT = 40


class HeldWord(models.Model):
    """A word that makes a person look at a comment before readers see it. It deletes nothing.

    `folded` is how the word is looked for: two spellings of one word are one row.
    """

    word = models.CharField(_("word"), max_length=WORD_LIMIT)
    folded = models.CharField(
        max_length=WORD_LIMIT,
        unique=True,
        editable=False,
        error_messages={"unique": _("This word is in the list already.")},
    )
    kind = models.CharField(_("kind"), max_length=12, choices=WordKind, default=WordKind.ADVERTISING)
    note = models.CharField(_("note"), max_length=200, blank=True, help_text=_("Why it is in the list."))
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("word that holds comments")
        verbose_name_plural = _("words that hold comments")
        ordering = ["word"]
        constraints = [models.CheckConstraint(condition=~models.Q(folded=""), name="held_words_are_words")]

    def __str__(self):
        return self.word

    def save(self, *args, **kwargs):
        self.folded = fold(self.word)[:WORD_LIMIT]
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        self.folded = fold(self.word)[:WORD_LIMIT]
        if not self.folded:
            raise ValidationError({"word": _("Write a word with letters, figures or characters.")})
        if HeldWord.objects.filter(folded=self.folded).exclude(pk=self.pk).exists():
            raise ValidationError({"word": _("This word is in the list already.")})

"""The post in Wagtail's full editor: the same fields and the same rules as in the composer."""

from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PublishingPanel

from hall.corrections import pending_reason
from hall.permissions import why_not_go_out_at, why_not_show_instead, why_not_without_reason
from portal.core.plain_text import tidy
from units.own_files import OwnFilesForm

TIDIED = {"text", "location", "correction"}


class PostPageForm(OwnFilesForm):
    """What the model cannot know: that text is tidied before it is counted, and what is attached beside it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offer_categories(self)
        for name in TIDIED & self.fields.keys():
            accept_null_characters(self.fields[name])
        if "correction" in self.fields and self.instance.pk:
            # Also where an older version is brought back, which had a reason of its own.
            self.initial["correction"] = pending_reason(self.instance)

    def unit(self):
        return (self.parent_page or self.instance.get_parent()).specific

    def clean_text(self):
        return tidy(self.cleaned_data["text"])

    def clean_location(self):
        return tidy(self.cleaned_data["location"])

    def clean_correction(self):
        was_public = self.instance.first_published_at
        return " ".join(tidy(self.cleaned_data["correction"]).split()) if was_public else ""

    def clean(self):
        cleaned = super().clean()
        is_whole = not self.is_deferred_validation and not self.errors
        if (
            is_whole
            and self.instance.first_published_at
            and all(row.is_valid() for row in self.attached_pictures())
        ):
            self.require_correction(cleaned)
        if cleaned.get("media") and self.attached_pictures():
            self.add_error("media", _("A post carries pictures or a clip, not both."))
        return cleaned

    def require_correction(self, cleaned):
        """Ask for a change and its reason where Wagtail asks for what a draft may lack."""
        public = type(self.instance).objects.get(pk=self.instance.pk)
        if unchanged := why_not_show_instead(public, self.shown(cleaned)):
            self.add_error(None, unchanged)
        elif missing := why_not_without_reason(public, cleaned["correction"]):
            self.add_error("correction", missing)

    def shown(self, cleaned):
        """Return what readers would see, as `PostPage.shown` does."""
        rows = sorted(self.attached_pictures(), key=lambda row: row.cleaned_data.get("ORDER") or 0)
        pictures = [(row.cleaned_data["image"].pk, tidy(row.cleaned_data["alt_text"])) for row in rows]
        original = self.instance.repost_of_id
        keys = [getattr(cleaned[name], "pk", None) for name in ("category", "media")]
        return (cleaned["text"].split(), cleaned["location"], *keys, original, pictures)

    def clean_go_live_at(self):
        moment = self.cleaned_data["go_live_at"]
        if (
            moment
            and "go_live_at" in self.changed_data
            and (why := why_not_go_out_at(moment, timezone.now()))
        ):
            raise ValidationError(why)
        return moment

    def attached_pictures(self):
        """Return the rows of pictures that stay when the form is saved."""
        rows = self.formsets["pictures"].forms if "pictures" in self.formsets else []
        return [row for row in rows if row["image"].value() and not row["DELETE"].value()]


def offer_categories(form):
    """Let the form of a page choose among what is offered now, and what the page has already."""
    if category := form.fields.get("category"):
        category.queryset = category.queryset.offered_to(form.instance)
        category.error_messages["invalid_choice"] = _("There is no such category. Choose one from the list.")


def accept_null_characters(field):
    """Let in what tidying takes out: a refusal would name what the writer cannot see."""
    field.validators = [
        one for one in field.validators if not isinstance(one, ProhibitNullCharactersValidator)
    ]


class GoLivePanel(PublishingPanel):
    """Asks for the time from which an approved post is public, and for no end: readers are told why a post is gone."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.children = [child for child in self.children if child.field_name == "go_live_at"]


class CorrectionPanel(FieldPanel):
    """Asks why a post changes, once readers have seen it."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self):
            return bool(self.instance.first_published_at) and super().is_shown()


class OriginalPanel(FieldPanel):
    """Names the post that a repost passes on. It is chosen once, when the repost is made."""

    def __init__(self, field_name, **kwargs):
        super().__init__(field_name, **{**kwargs, "read_only": True})

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self):
            return bool(self.instance.repost_of_id) and super().is_shown()

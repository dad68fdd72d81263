"""The post in Wagtail's full editor: the same fields and the same rules as in the composer."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PublishingPanel

from portal.core.plain_text import tidy
from units.own_files import OwnFilesForm


class PostPageForm(OwnFilesForm):
    """What the model cannot know: that text is tidied before it is counted, and what is attached beside it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if category := self.fields.get("category"):
            category.queryset = category.queryset.offered_to(self.instance)
            category.error_messages["invalid_choice"] = _(
                "There is no such category. Choose one from the list."
            )

    def unit(self):
        return (self.parent_page or self.instance.get_parent()).specific

    def clean_text(self):
        return tidy(self.cleaned_data["text"])

    def clean_location(self):
        return tidy(self.cleaned_data["location"])

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("media") and self.attached_pictures():
            self.add_error("media", _("A post carries pictures or a clip, not both."))
        return cleaned

    def attached_pictures(self):
        """Return the rows of pictures that stay when the form is saved."""
        rows = self.formsets["pictures"].forms if "pictures" in self.formsets else []
        return [row for row in rows if row["image"].value() and not row["DELETE"].value()]


class GoLivePanel(PublishingPanel):
    """Asks for the time from which an approved post is public, and for no end: readers are told why a post is gone."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.children = [child for child in self.children if child.field_name == "go_live_at"]


class OriginalPanel(FieldPanel):
    """Names the post that a repost passes on. It is chosen once, when the repost is made."""

    def __init__(self, field_name, **kwargs):
        super().__init__(field_name, **{**kwargs, "read_only": True})

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self):
            return bool(self.instance.repost_of_id) and super().is_shown()

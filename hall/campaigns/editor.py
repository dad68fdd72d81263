"""The form of a campaign and of each micro-event in Wagtail's editor."""

from hall.editor import offer_categories
from portal.core.plain_text import tidy
from units.own_files import OwnFilesForm

TIDIED = {"introduction", "results", "cover_alt", "title"}


class EventForm(OwnFilesForm):
    """What the model cannot know: which categories are offered, and whose pictures may be chosen."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offer_categories(self)

    def unit(self):
        """Return the unit that leads the campaign; what is still to come stands below the page it is made under."""
        above = (self.parent_page or self.instance.get_parent()).specific
        return above.unit if hasattr(above, "unit") else above

    def clean(self):
        cleaned = super().clean()
        for name in TIDIED & cleaned.keys():
            cleaned[name] = tidy(cleaned[name] or "")
        if cleaned.get("title"):
            # It becomes the name of files and the subject of letters.
            cleaned["title"] = " ".join(cleaned["title"].split())
        return cleaned

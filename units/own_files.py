"""Page forms that carry pictures and clips, and take only those of the unit's own collection.

Wagtail's choosers filter what they list and nothing more: any key may be sent instead, and a form that refuses it
would come back with the title and the picture of what it named.
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.images.widgets import AdminImageChooser
from wagtailmedia.widgets import AdminMediaChooser

from units.permissions import is_hall_desk


class OwnFileChooser:
    """A chooser that shows nothing outside `allowed`, whatever key it is given."""

    allowed = None

    def get_instance(self, value):
        try:
            instance = super().get_instance(value)
        except (TypeError, ValueError, OverflowError):
            return None
        if instance and self.allowed is not None and not self.allowed.filter(pk=instance.pk).exists():
            return None
        return instance


class OwnPictureChooser(OwnFileChooser, AdminImageChooser):
    """Chooses a picture of the unit."""


class OwnClipChooser(OwnFileChooser, AdminMediaChooser):
    """Chooses a video or audio clip of the unit."""


class OwnFilesForm(WagtailAdminPageForm):
    """The form of a unit's page or of a page below one. The hall desk may use the files of all units."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = [form for formset in self.formsets.values() for form in formset.forms]
        for form in [self, *rows]:
            for name, field in form.fields.items():
                if isinstance(field.widget, OwnFileChooser):
                    self.narrow(field, kept=form.initial.get(name))

    def narrow(self, field, kept):
        """Let a field take what is in the unit's collection, what the person uploaded, and what it holds already."""
        if is_hall_desk(self.for_user):
            return
        own = Q(collection__name__endswith=self.unit().collection_ending) | Q(uploaded_by_user=self.for_user)
        field.queryset = field.widget.allowed = field.queryset.filter(own | Q(pk=kept))
        field.error_messages["invalid_choice"] = _("This file is not your unit's. Choose or upload another.")

    def unit(self):
        """Return the unit whose page this is."""
        raise NotImplementedError


class UnitPageForm(OwnFilesForm):
    """The unit's own face, as its spokespersons change it."""

    def unit(self):
        return self.instance

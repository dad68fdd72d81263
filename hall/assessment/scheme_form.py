"""The scheme in Wagtail's editor: what its rows must be together."""

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from hall.assessment.permissions import why_not_weights


class SchemeForm(WagtailAdminModelForm):
    """Asks what no field knows alone: that the weights make a hundred, and that no month was computed by them."""

    def is_valid(self):
        """Ask the rows too: they are forms of their own."""
        is_valid = super().is_valid()
        rows = self.formsets["weights"] if is_valid else None
        if rows is None:
            return is_valid
        if reason := self.why_not_change(rows) or why_not_weights(weights_of(rows)):
            self.add_error(None, reason)
            return False
        return True

    def why_not_change(self, rows) -> str:
        if self.instance.is_used() and (rows.has_changed() or set(self.changed_data) - {"name", "valid_to"}):
            return _(
                "A month was computed by this scheme, so it stays as it is. Make a copy of it that is in force from a "
                "later month on."
            )
        return ""


def weights_of(rows) -> list:
    kept = [row.cleaned_data for row in rows.forms if row.cleaned_data]
    return [data["weight"] for data in kept if not data.get("DELETE")]

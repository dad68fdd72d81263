"""Plain speech beside Wagtail's page editor."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel

from hall.review.viewsets.speech import MEDIA


class SpeechSidePanel(BaseSidePanel):
    """The hints on the page's text while it is written."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle plain speech")
        icon_name = "openquote"
        has_counter = False

    name = "plain-speech"
    title = _("Plain speech")
    order = 350
    template_name = "review/speech_panel.html"
    media = MEDIA


class SpeechPanelMixin:
    """Adds the panel to an editor whose form has one plain text; other pages are made of short fields."""

    def get_side_panels(self):
        panels = super().get_side_panels()
        # What Wagtail saves by itself puts its panels anew; this one goes on as it is.
        goes_on = self.expects_json_response or getattr(self, "hydrate_create_view", False)
        if goes_on or "text" not in self.form.fields:
            return panels
        return MediaContainer([*panels, SpeechSidePanel(self.page, self.request)])

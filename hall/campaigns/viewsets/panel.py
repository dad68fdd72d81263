"""What waits for an organiser, on the admin's home page."""

from django.utils import timezone
from wagtail.admin.ui.components import Component

from hall.campaigns.dashboard.waiting import what_waits
from hall.campaigns.viewsets.screens import MEDIA

PANEL_SIZE = 5


class OrganiserPanel(Component):
    """Says nothing when nothing waits."""

    name = "campaigns"
    order = 90
    template_name = "campaigns/organising/panel.html"
    media = MEDIA

    def get_context_data(self, parent_context):
        waiting = what_waits(parent_context["request"].user, timezone.now())
        return {
            "waiting": waiting[:PANEL_SIZE],
            "count": len(waiting),
            "has_more": len(waiting) > PANEL_SIZE,
        }

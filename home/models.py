from django.utils.translation import gettext_lazy as _

from home import sections
from portal.core.models import BasePage


class HomePage(BasePage):
    """The front page, `/`: what the city says now, who says it, and the way to everything else (BRIEF M1)."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["hall.HallPage", "units.UnitDirectoryPage"]
    max_count = 1

    class Meta:
        verbose_name = _("front page")

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), **sections.front_page()}

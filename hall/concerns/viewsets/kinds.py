"""The kinds of concerns and their working days, as the hall desk keeps them. What is in use is retired, not deleted."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from hall.concerns.models import ConcernKind


class ConcernKindViewSet(SnippetViewSet):
    model = ConcernKind
    icon = "time"
    copy_view_enabled = False
    list_display = [
        "name",
        "working_days",
        "extensions",
        "extension_days",
        BooleanColumn("is_default", label=_("Taken at first")),
        BooleanColumn("is_retired", label=_("Retired")),
    ]
    ordering = ["sort_order", "pk"]
    panels = [
        FieldPanel("name"),
        FieldPanel("guidance"),
        FieldPanel("working_days"),
        FieldRowPanel([FieldPanel("extensions"), FieldPanel("extension_days")]),
        FieldPanel("is_default"),
        FieldPanel("is_retired"),
        FieldPanel("sort_order"),
    ]

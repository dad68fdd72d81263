"""What the desk configures of the opinion desk: sources with their failures, levels with their clocks."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from hall.supervision.models import OpinionLevel, OpinionSource


class OpinionSourceViewSet(SnippetViewSet):
    model = OpinionSource
    icon = "globe"
    copy_view_enabled = False
    list_display = [
        "name",
        "kind",
        BooleanColumn("is_on", label=_("Is read")),
        "fetched_at",
        "failures",
        "get_trouble_display",
    ]
    list_filter = ["is_on", "kind"]
    search_fields = ["name", "address"]
    ordering = ["-failures", "name"]
    panels = [
        HelpPanel(template="supervision/opinion/source_state.html"),
        FieldPanel("name"),
        FieldPanel("address"),
        FieldPanel("kind"),
        FieldRowPanel([FieldPanel("every"), FieldPanel("is_on")]),
    ]


class OpinionLevelViewSet(SnippetViewSet):
    model = OpinionLevel
    icon = "time"
    copy_view_enabled = False
    list_display = [
        "name",
        "first_hours",
        "conclude_hours",
        BooleanColumn("in_working_hours"),
        BooleanColumn("is_hot"),
    ]
    ordering = ["-rank"]
    panels = [
        FieldPanel("name"),
        FieldPanel("rank"),
        FieldRowPanel([FieldPanel("first_hours"), FieldPanel("conclude_hours")]),
        FieldPanel("in_working_hours"),
        FieldPanel("is_hot"),
    ]

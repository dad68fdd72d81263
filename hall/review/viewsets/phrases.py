"""The hall desk's list of set phrases: found, changed and switched off, and carried away as a spreadsheet."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from hall.review.models import SpeechPhrase

PAGE_SIZE = 50


class SpeechPhraseViewSet(SnippetViewSet):
    model = SpeechPhrase
    icon = "openquote"
    copy_view_enabled = False
    list_per_page = PAGE_SIZE
    list_display = ["phrase", "plainer", "kind", "weight", BooleanColumn("is_active", label=_("In use"))]
    list_filter = ["kind", "is_active"]
    list_export = ["phrase", "plainer", "kind", "weight", "is_active"]
    search_fields = ["phrase", "plainer"]
    ordering = ["pk"]
    panels = [
        FieldPanel("phrase"),
        FieldPanel("plainer"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("weight")]),
        FieldPanel("is_active"),
    ]

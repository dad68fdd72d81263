"""What the desk configures of the opinion desk: sources with their failures, levels with their clocks."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import SnippetViewSet

from hall.supervision.models import OpinionLevel, OpinionSource
from hall.supervision.opinion.enums import Source
from hall.supervision.opinion.permissions import why_not_see_opinion
from hall.supervision.opinion.sources import read_now
from portal.core.refusals import Refused


class SourceForm(WagtailAdminModelForm):
    """A source of another address, or one that is read again, is read anew."""

    def save(self, commit=True):
        if {"address", "is_on"} & set(self.changed_data):
            self.instance.begin_anew()
        return super().save(commit)


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
        Column("get_trouble_display", label=_("last trouble")),
    ]
    list_filter = ["is_on", "kind"]
    search_fields = ["name", "address"]
    ordering = ["-failures", "name"]
    edit_handler = ObjectList(
        [
            HelpPanel(template="supervision/opinion/source_state.html"),
            FieldPanel("name"),
            FieldPanel("address"),
            FieldPanel("kind"),
            FieldRowPanel([FieldPanel("every"), FieldPanel("is_on")]),
        ],
        base_form_class=SourceForm,
    )


@require_POST
def read_source_now(request, source_id):
    """Read a source at once for somebody who does not want to wait, and say what came of it."""
    if reason := why_not_see_opinion(request.user):
        raise PermissionDenied(reason)
    source = get_object_or_404(OpinionSource, pk=source_id)
    try:
        new = read_now(source_id=source.pk, by=request.user, now=timezone.now())
    except Refused as refused:
        for reason in refused.reasons:
            messages.warning(request, reason)
        return redirect(source.edit_address)
    source.refresh_from_db()
    if source.trouble:
        messages.error(request, source.get_trouble_display())
    else:
        words = ngettext("It was read: %(new)d new item.", "It was read: %(new)d new items.", new)
        items = messages.button(f"{reverse('opinion')}?source={Source.ITEM}", gettext("To the items"))
        messages.success(request, words % {"new": new}, buttons=[items])
    return redirect(source.edit_address)


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

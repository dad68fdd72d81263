"""The opinion desk: what came in, what is on the rise, and who is to answer."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button, HeaderButton

from hall.concerns.answering.forms import UnitNameField
from hall.concerns.models import Concern
from hall.concerns.services import assign
from hall.concerns.viewsets.media import MEDIA
from hall.interaction.models import Comment
from hall.interaction.services import make_concern
from hall.supervision.models import OpinionItem, OpinionLevel, OpinionSource
from hall.supervision.opinion.enums import Source
from hall.supervision.opinion.gathering import clusters_shown
from hall.supervision.opinion.heard import rising
from hall.supervision.opinion.incoming import Place, behind, incoming
from hall.supervision.opinion.permissions import why_not_see_opinion
from hall.supervision.opinion.services import assign_item
from portal.core.refusals import Refused
from portal.core.viewsets.screen import ScreenMixin
from portal.core.whole_numbers import whole_number
from units.models import UnitPage

LONGEST_WORD = 40
UNITS_OFFERED = 200
SOURCES_SHOWN = 10


class OpinionMenuItem(MenuItem):
    def is_shown(self, request):
        return not why_not_see_opinion(request.user)


class ToUnitForm(forms.Form):
    """Whom something is given to."""

    unit = UnitNameField(label=gettext_lazy("Unit"))


class OpinionView(ScreenMixin, View):
    """Lists what waits for somebody, newest first, or what stands behind a word; gives it to units."""

    template_name = "supervision/opinion.html"
    page_title = gettext_lazy("Opinion desk")
    header_icon = "glasses"

    def dispatch(self, request, *args, **kwargs):
        if reason := why_not_see_opinion(request.user):
            raise PermissionDenied(reason)
        return super().dispatch(request, *args, **kwargs)

    def get_header_buttons(self):
        enter = HeaderButton(_("New opinion item"), reverse("opinion_enter"), icon_name="plus")
        return [enter, *super().get_header_buttons()]

    def get_header_more_buttons(self):
        lists = [(_("Sources"), OpinionSource, "globe"), (_("Levels and clocks"), OpinionLevel, "time")]
        return [
            Button(_("Daily brief"), reverse("opinion_brief"), icon_name="doc-full"),
            *(
                Button(label, reverse(model.snippet_viewset.get_url_name("list")), icon_name=icon)
                for label, model, icon in lists
            ),
        ]

    def get(self, request):
        return self.show()

    def post(self, request):
        form = ToUnitForm(request.POST)
        name = request.POST.get("item", "")
        if not form.is_valid():
            return self.show(form, name)
        try:
            self.give(name, form.cleaned_data["unit"])
        except Refused as refused:
            # Said above the list: what somebody else has given away meanwhile stands in it no longer.
            for reason in refused.reasons:
                messages.error(request, reason)
            return self.show(form, name)
        words = _("It was given to %(unit)s.") % {"unit": form.cleaned_data["unit"].title}
        messages.success(request, words)
        return redirect(request.get_full_path())

    def give(self, name, unit):
        """Give a concern or an item to a unit, or make a concern of a comment for it. Raises `Refused`."""
        source, _dash, key = name.partition("-")
        now, user = timezone.now(), self.request.user
        if source == Source.CONCERN:
            concern = get_object_or_404(Concern, pk=whole_number(key))
            assign(concern_id=concern.pk, unit=unit, user=user, now=now)
        elif source == Source.COMMENT:
            comment = get_object_or_404(Comment, pk=whole_number(key))
            make_concern(comment_id=comment.pk, by=user, unit=unit, now=now)
        elif source == Source.ITEM:
            item = get_object_or_404(OpinionItem, pk=whole_number(key))
            assign_item(item_id=item.pk, unit=unit, by=user, now=now)
        else:
            raise Http404

    def show(self, form=None, failed=""):
        query = self.request.GET
        source = query.get("source", "")
        sources = [Source(source)] if source in Source.values else list(Source)
        unit = UnitPage.objects.filter(code=query.get("unit", "").upper()).first()
        word, now = query.get("word", "").strip()[:LONGEST_WORD], timezone.now()
        page = (
            behind(word, self.request.user, now)
            if word
            else incoming(
                sources=sources, unit=unit, before=Place.parse(query.get("before")), user=self.request.user
            )
        )
        kept = {"source": source if source in Source.values else "", "unit": unit.code if unit else ""}
        context = self.get_context_data(
            sources=Source,
            source=kept["source"],
            unit=unit,
            word=word,
            page=page,
            older=self.address(**kept, before=page.older) if page.older else "",
            now=now,
            rising=rising(now),
            clusters=clusters_shown(now),
            failing=list(OpinionSource.objects.failing()[:SOURCES_SHOWN]),
            form=form,
            failed=failed,
            here=self.request.get_full_path(),
            units=list(
                UnitPage.objects.live().order_by("title").values_list("title", flat=True)[:UNITS_OFFERED]
            ),
            media=MEDIA,
        )
        return TemplateResponse(self.request, self.template_name, context)

    def address(self, **query):
        return f"{reverse('opinion')}?{urlencode({key: value for key, value in query.items() if value})}"

"""What the organisers' screens have in common: who may open them, and whose campaign they show."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count
from django.forms import Media
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import log

from hall.campaigns.organising import campaigns_of, units_to_organise_for
from hall.campaigns.permissions import why_not_organise
from portal.core.refusals import Refused
from portal.core.tables import table_answer
from portal.core.viewsets.screen import ScreenMixin

MEDIA = Media(css={"all": ["portal/css/admin/form_errors.css", "portal/css/admin/campaigns.css"]})


def is_organiser(user) -> bool:
    return units_to_organise_for(user).exists() or campaigns_of(user).exists()


class CampaignsMenuItem(MenuItem):
    def is_shown(self, request):
        return is_organiser(request.user)


class OrganisersScreen(ScreenMixin, View):
    """A screen for whoever organises something."""

    header_icon = "site"

    def may_open(self) -> bool:
        return is_organiser(self.request.user)

    def dispatch(self, request, *args, **kwargs):
        if not self.may_open():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def now(self):
        return timezone.now()

    def show(self, **context):
        return self.render_to_response(self.get_context_data(media=MEDIA, **context))

    def tell(self, refused: Refused) -> None:
        for reason in refused.reasons:
            messages.error(self.request, reason)


class EventScreen(OrganisersScreen):
    """A screen of one campaign or micro-event, for those who organise it. `model` is its type of page."""

    model = None

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.event = get_object_or_404(self.model, pk=kwargs["page_id"])

    def may_open(self) -> bool:
        return not why_not_organise(self.request.user, self.event)

    def get_page_subtitle(self):
        return self.event.draft_title

    def get_breadcrumbs_items(self):
        mine = {"url": reverse("campaigns"), "label": _("Campaigns"), "sublabel": ""}
        return [*super().get_breadcrumbs_items()[:-1], mine, *super().get_breadcrumbs_items()[-1:]]


class EventDesk(EventScreen):
    """A screen with buttons. `acts` says what each does, by the value of `action` that it sends.

    An act answers with what it could not take, shown again, or with nothing once it is done.
    """

    acts = {}

    def post(self, request, page_id):
        act = self.acts.get(request.POST.get("action"))
        if act is None:
            raise Http404
        try:
            with transaction.atomic():
                answer = act(self)
        except Refused as refused:
            self.tell(refused)
            answer = self.keep_typed()
        return answer or redirect(self.address_after())

    def tabs(self, states, rows) -> list:
        """Return the values and labels of these states, each with how many of the rows stand so."""
        counts = dict(rows.order_by().values_list("state").annotate(count=Count("pk")))
        return [(state.value, state.label, counts.get(state, 0)) for state in states]

    def keep_typed(self):
        """Return the screen with what was typed and refused, where something would be lost."""
        return None

    def address_after(self) -> str:
        return self.request.get_full_path()


class EventTable(EventScreen):
    """What was gathered as a file, CSV or XLSX. Whoever takes it away is written down under `action`."""

    action = ""
    file_name = ""

    def get(self, request, page_id, form):
        answer = table_answer(f"{self.file_name}-{self.event.pk}", form, self.rows())
        log(instance=self.event, action=self.action, user=request.user, data={"form": form})
        return answer

    def rows(self):
        """Yield the headings, then each line: words, numbers and moments."""
        raise NotImplementedError

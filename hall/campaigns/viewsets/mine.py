"""The organiser's own screens: the dashboard, a new campaign, and what other units ask them to host."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from hall.campaigns.dashboard.events import NOT_PUBLIC, closing_soon, events_of, in_order, in_view, lines_of
from hall.campaigns.dashboard.waiting import what_waits
from hall.campaigns.enums import Phase
from hall.campaigns.forms import StartForm
from hall.campaigns.models import CampaignPattern
from hall.campaigns.organising import invitations_for, units_to_organise_for
from hall.campaigns.services import answer_invitation, start_campaign
from hall.campaigns.viewsets.screens import OrganisersScreen, is_organiser
from portal.core.refusals import Refused

PAGE_SIZE = 20
# What the list can be narrowed to, by the word in its address.
VIEWS = {
    "": gettext_lazy("All"),
    **{phase.value: phase.label for phase in Phase},
    NOT_PUBLIC: gettext_lazy("Not public yet"),
}


class CampaignsView(OrganisersScreen):
    """The organiser's dashboard: what waits, what closes soon, and all events with the people so far."""

    template_name = "campaigns/organising/campaigns.html"
    page_title = gettext_lazy("Campaigns")

    def get(self, request):
        pages = events_of(request.user)
        view = request.GET.get("view", "")
        view = view if view in VIEWS else ""
        page = Paginator(in_order(in_view(pages, view, self.now)), PAGE_SIZE).get_page(request.GET.get("p"))
        # The first page alone is where one begins.
        is_start = page.number == 1 and not view
        return self.show(
            page_obj=page,
            elided_page_range=page.paginator.get_elided_page_range(page.number),
            lines=lines_of(page.object_list, self.now),
            view=view,
            views=VIEWS,
            is_start=is_start,
            waiting=what_waits(request.user, self.now) if is_start else [],
            closing=lines_of(closing_soon(pages, self.now), self.now) if is_start else [],
            may_start=units_to_organise_for(request.user).exists(),
        )


class StartView(OrganisersScreen):
    """Begin a campaign: choose a pattern, look at what it brings, and go on. Whatever is wrong, nothing is lost."""

    template_name = "campaigns/organising/start.html"
    page_title = gettext_lazy("New campaign")

    def may_open(self):
        return units_to_organise_for(self.request.user).exists()

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.patterns = list(CampaignPattern.objects.prefetch_related("events"))
        asked = request.POST.get("pattern") or request.GET.get("pattern", "")
        self.pattern = next((one for one in self.patterns if str(one.pk) == asked), None)
        self.is_chosen = bool(self.pattern) or asked == "none"

    def form(self, data=None) -> StartForm:
        units = units_to_organise_for(self.request.user)
        return StartForm(data, units=units, pattern=self.pattern, label_suffix="")

    def get(self, request):
        return self.ask(self.form())

    def ask(self, form):
        return self.show(
            form=form, patterns=self.patterns, pattern=self.pattern, is_chosen=self.is_chosen or form.is_bound
        )

    def post(self, request):
        form = self.form(request.POST)
        if not form.is_valid():
            return self.ask(form)
        try:
            campaign = start_campaign(by=request.user, pattern=self.pattern, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.reasons)
            return self.ask(form)
        messages.success(
            request, _("“%(title)s” is begun. Nothing of it is public yet.") % {"title": campaign.title}
        )
        return redirect("campaigns_one", campaign.pk)


class InvitationsView(OrganisersScreen):
    """What other units ask one's own to host."""

    template_name = "campaigns/organising/invitations.html"
    page_title = gettext_lazy("Invitations to host")

    def may_open(self):
        return is_organiser(self.request.user) or bool(invitations_for(self.request.user))

    def get(self, request):
        return self.show(invitations=invitations_for(request.user))

    def post(self, request):
        asked = request.POST.get("host", "")
        row = next((row for row in invitations_for(request.user) if str(row.pk) == asked), None)
        if row is None:
            raise Http404
        agrees = request.POST.get("action") == "agree"
        try:
            answer_invitation(host_id=row.pk, by=request.user, agrees=agrees, now=self.now)
        except Refused as refused:
            self.tell(refused)
        else:
            words = (
                _("%(unit)s hosts “%(title)s” now.") if agrees else _("%(unit)s does not host “%(title)s”.")
            )
            messages.success(request, words % {"unit": row.unit.title, "title": row.campaign.draft_title})
        return redirect("campaigns_invitations" if invitations_for(request.user) else "wagtailadmin_home")

"""The screen on which organisers run a charity: what was promised, what came, and where it went."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from hall.campaigns.charity import services
from hall.campaigns.charity.enums import PledgeState
from hall.campaigns.charity.forms import ReceiptForm, UpdateForm
from hall.campaigns.charity.queries import named, pledges_for, standings_of_goals, updates_of
from hall.campaigns.models import CharityPage, Pledge
from hall.campaigns.viewsets.screens import EventDesk, EventTable
from portal.accounts.names import shown_name
from portal.core.whole_numbers import whole_number

PAGE_SIZE = 20


class CharityDesk(EventDesk):
    """One charity as its organisers run it."""

    model = CharityPage
    template_name = "campaigns/charity/desk.html"
    page_title = gettext_lazy("Charity")

    def get(self, request, page_id):
        return self.ask()

    def ask(self, *, update=None, receipt=None):
        """Show the screen. `update` and `receipt` are forms that were sent and not taken."""
        asked = self.request.GET.get("state", "")
        state = asked if asked in PledgeState.values else PledgeState.PLEDGED
        page_obj = Paginator(pledges_for(self.event, state), PAGE_SIZE).get_page(self.request.GET.get("p"))
        return self.show(
            page=self.event,
            goals=standings_of_goals(self.event),
            states=self.tabs(PledgeState, Pledge.objects.filter(tally__page=self.event)),
            state=state,
            page_obj=page_obj,
            elided_page_range=page_obj.paginator.get_elided_page_range(page_obj.number),
            pledges=[(one, self.receipt_form(one.pledge, receipt)) for one in named(self.event, page_obj)],
            update=update or UpdateForm(label_suffix=""),
            updates=updates_of(self.event),
        )

    def receipt_form(self, pledge, sent):
        """Return the form of one open pledge, filled with what was promised."""
        if sent and sent.prefix == f"pledge-{pledge.pk}":
            return sent
        if pledge.state != PledgeState.PLEDGED:
            return None
        return ReceiptForm(initial={"amount": pledge.amount}, prefix=f"pledge-{pledge.pk}", label_suffix="")

    def keep_typed(self):
        return self.ask(update=self.sent_update())

    def address_after(self):
        return self.request.path

    def sent_update(self):
        """Return the words that were refused, so that nothing typed is lost."""
        if self.request.POST.get("action") != "tell":
            return None
        return UpdateForm(self.request.POST, self.request.FILES, label_suffix="")

    def receive(self):
        pk = whole_number(self.request.POST.get("pledge", ""))
        pledge = get_object_or_404(Pledge, pk=pk, tally__page=self.event)
        form = ReceiptForm(self.request.POST, prefix=f"pledge-{pledge.pk}", label_suffix="")
        if not form.is_valid():
            return self.ask(receipt=form)
        services.receive_pledge(
            pledge_id=pledge.pk, by=self.request.user, now=timezone.now(), **form.cleaned_data
        )
        messages.success(self.request, _("Noted as received."))
        return None

    def tell_where(self):
        form = self.sent_update()
        if not form.is_valid():
            return self.ask(update=form)
        services.tell_where_it_went(
            page_id=self.event.pk, by=self.request.user, now=timezone.now(), **form.cleaned_data
        )
        messages.success(self.request, _("Everybody can read it now."))
        return None

    def take_off(self):
        pk = whole_number(self.request.POST.get("update", ""))
        update = get_object_or_404(self.event.updates, pk=pk)
        services.take_update_off(update_id=update.pk, by=self.request.user)
        messages.success(self.request, _("It is off the page."))

    acts = {"receive": receive, "tell": tell_where, "take_off": take_off}


class PledgesTable(EventTable):
    model = CharityPage
    action = "campaigns.charity.export"
    file_name = "pledges"

    def rows(self):
        yield [
            *(_("Goal"), _("counted in"), _("Pledged"), _("State"), _("By"), _("Note")),
            *(_("Pledged at"), _("Received"), _("Receipt number")),
        ]
        pledges = Pledge.objects.filter(tally__page=self.event).select_related("tally", "person")
        for one in named(self.event, pledges):
            pledge = one.pledge
            yield [
                *(one.name, one.measure, pledge.amount, pledge.get_state_display()),
                *(shown_name(pledge.person), pledge.note, pledge.pledged_at),
                *(pledge.received_amount, pledge.receipt),
            ]

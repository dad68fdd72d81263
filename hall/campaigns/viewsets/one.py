"""One campaign as its organisers run it: its pages, their review, its hosts, its end."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from hall.campaigns.formats import formats
from hall.campaigns.forms import InviteForm
from hall.campaigns.models import CampaignPage
from hall.campaigns.organising import standings_of
from hall.campaigns.services import call_off, drop_host, end_event, invite_host, submit_all, submit_event
from hall.campaigns.viewsets.screens import EventDesk


class CampaignView(EventDesk):
    """The campaign and what stands below it."""

    model = CampaignPage
    template_name = "campaigns/organising/campaign.html"
    page_title = gettext_lazy("Campaign")

    def get(self, request, page_id):
        return self.ask(InviteForm(campaign=self.event))

    def ask(self, invite):
        standings = standings_of(self.event, self.request.user, self.now)
        return self.show(
            campaign=self.event,
            standings=standings,
            ready=[one for one in standings if not one.why_not_submit],
            kinds=self.kinds(),
            hosts=self.event.host_rows.select_related("unit"),
            invite=invite,
        )

    def kinds(self) -> list[tuple[str, str]]:
        """Return the micro-events that can be added: what each is called, and the address of its editor."""
        return [
            (
                model.kind.label,
                reverse("wagtailadmin_pages:add", args=["campaigns", model._meta.model_name, self.event.pk]),
            )
            for model in formats().values()
            if model is not CampaignPage
        ]

    def named_page(self):
        """Return the page that the button stands beside: the campaign or one of its own micro-events."""
        pages = [self.event, *self.event.get_children()]
        page = next((page for page in pages if str(page.pk) == self.request.POST.get("page")), None)
        if page is None:
            raise Http404
        return page

    def submit_all(self):
        sent, refused = submit_all(campaign_id=self.event.pk, user=self.request.user)
        if sent:
            words = ngettext(
                "%(count)d page is under review now.", "%(count)d pages are under review now.", len(sent)
            )
            messages.success(self.request, words % {"count": len(sent)})
        for page, reason in refused.items():
            messages.warning(self.request, f"{page.draft_title}: {reason}")

    def submit(self):
        page = submit_event(page_id=self.named_page().pk, user=self.request.user)
        messages.success(self.request, _("“%(title)s” is under review now.") % {"title": page.draft_title})

    def end(self):
        entry = end_event(page_id=self.named_page().pk, by=self.request.user, now=self.now)
        messages.success(self.request, _("“%(title)s” is closed now.") % {"title": entry.page.title})

    def call_off(self):
        reason = self.request.POST.get("reason", "")
        entry = call_off(page_id=self.named_page().pk, by=self.request.user, reason=reason, now=self.now)
        messages.success(
            self.request, _("“%(title)s” is called off; its page says why.") % {"title": entry.page.title}
        )

    def invite(self):
        form = InviteForm(self.request.POST, campaign=self.event)
        if not form.is_valid():
            return self.ask(form)
        row = invite_host(
            campaign=self.event, unit=form.cleaned_data["unit"], by=self.request.user, now=self.now
        )
        messages.success(self.request, _("%(unit)s has been asked.") % {"unit": row.unit.title})
        return None

    def drop(self):
        rows = {str(row.pk): row for row in self.event.host_rows.select_related("unit")}
        row = rows.get(self.request.POST.get("host", ""))
        if row is None:
            raise Http404
        drop_host(host_id=row.pk, by=self.request.user)
        messages.success(self.request, _("%(unit)s is not a host any more.") % {"unit": row.unit.title})

    acts = {
        "submit_all": submit_all,
        "submit": submit,
        "invite": invite,
        "drop": drop,
        "end": end,
        "call_off": call_off,
    }

"""The organiser's screen of a live report, made for a phone: one field, one button, and what was written below."""

from django.core.exceptions import ValidationError
from django.forms import Media
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from hall.campaigns.live.forms import EntryForm, new_token
from hall.campaigns.live.permissions import why_not_write
from hall.campaigns.live.queries import newest
from hall.campaigns.live.services import (
    correct_entry,
    pin_entry,
    take_back_entry,
    unpin_entry,
    write_entry,
)
from hall.campaigns.models import LiveEntry, LivePage
from hall.campaigns.permissions import why_not_run
from hall.campaigns.viewsets.screens import MEDIA, EventScreen
from portal.core.refusals import Refused
from portal.core.whole_numbers import whole_number

LIVE_MEDIA = MEDIA + Media(css={"all": ["portal/css/admin/live.css"]})


class LiveScreen(EventScreen):
    model = LivePage
    template_name = "campaigns/organising/live.html"
    page_title = gettext_lazy("Live report")

    def get(self, request, page_id):
        return self.ask(EntryForm(initial={"token": new_token()}, label_suffix=""))

    def ask(self, form, returned=None):
        """Show the screen. `returned` is what was typed about one entry and refused."""
        return self.render_to_response(
            self.get_context_data(
                media=LIVE_MEDIA,
                event=self.event,
                form=form,
                part=newest(self.event.pk, whole_number(self.request.GET.get("before", ""))),
                returned=returned,
                why_not_write=why_not_write(self.request.user, self.event, self.now),
                why_not_run=why_not_run(self.request.user, self.event),
            )
        )

    def post(self, request, page_id):
        if request.POST.get("action") == "write":
            return self.write()
        acts = {"correct": self.correct, "take_back": self.take_back, "pin": self.pin, "unpin": self.unpin}
        act = acts.get(request.POST.get("action"))
        entry = self.named_entry()
        if act is None or entry is None:
            raise Http404
        try:
            messages.success(request, act(entry))
        except Refused as refused:
            self.tell(refused)
            return self.ask(
                EntryForm(initial={"token": new_token()}, label_suffix=""),
                returned={"entry": entry.pk, "typed": request.POST},
            )
        return redirect("campaigns_live", self.event.pk)

    def named_entry(self) -> LiveEntry | None:
        number = whole_number(self.request.POST.get("entry", ""))
        return self.event.live_entries.filter(pk=number).first()

    @property
    def seen(self) -> int | None:
        return whole_number(self.request.POST.get("seen", ""))

    def write(self):
        form = EntryForm(self.request.POST, self.request.FILES, label_suffix="")
        if form.is_valid():
            try:
                entry = write_entry(
                    event_id=self.event.pk, by=self.request.user, now=self.now, **form.cleaned_data
                )
            except Refused as refused:
                form.add_error(None, refused.reasons)
            except ValidationError as error:
                form.add_error("picture" if form.cleaned_data["picture"] else "clip", error)
            else:
                messages.success(self.request, _("Entry %(number)d is public.") % {"number": entry.number})
                return redirect("campaigns_live", self.event.pk)
        return self.ask(form)

    def correct(self, entry):
        correct_entry(
            entry=entry,
            by=self.request.user,
            text=self.request.POST.get("text", ""),
            is_important="is_important" in self.request.POST,
            seen=self.seen,
            now=self.now,
        )
        return _("Entry %(number)d is corrected.") % {"number": entry.number}

    def take_back(self, entry):
        reason = self.request.POST.get("reason", "")
        take_back_entry(entry=entry, by=self.request.user, reason=reason, seen=self.seen, now=self.now)
        return _("Entry %(number)d is taken back; its place says why.") % {"number": entry.number}

    def pin(self, entry):
        pin_entry(entry=entry, by=self.request.user, seen=self.seen, now=self.now)
        return _("Entry %(number)d stands above the others now.") % {"number": entry.number}

    def unpin(self, entry):
        unpin_entry(entry=entry, by=self.request.user)
        return _("Entry %(number)d stands in its place only.") % {"number": entry.number}

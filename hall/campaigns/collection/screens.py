"""The screen on which organisers run a collection: decide, mark, award, announce, take away."""

from django.core.paginator import Paginator
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.log_actions import log

from hall.campaigns.collection import services
from hall.campaigns.collection.archive import write_archive
from hall.campaigns.collection.enums import SubmissionState
from hall.campaigns.collection.forms import AwardForm, DeclineForm, MarkForm
from hall.campaigns.collection.permissions import why_not_announce
from hall.campaigns.collection.queries import all_sent, for_organisers
from hall.campaigns.models import CollectionPage
from hall.campaigns.viewsets.screens import EventDesk, EventTable
from portal.accounts.names import shown_name
from portal.core.whole_numbers import whole_number

PAGE_SIZE = 12
TABS = [SubmissionState.WAITING, SubmissionState.APPROVED, SubmissionState.DECLINED]
FORMS = {"decline": DeclineForm, "mark": MarkForm, "award": AwardForm}
VERBS = {
    "approve": services.approve_submission,
    "decline": services.decline_submission,
    "mark": services.mark_submission,
    "award": services.award_submission,
}


class CollectionDesk(EventDesk):
    """One collection as its organisers run it."""

    model = CollectionPage
    template_name = "campaigns/collection/desk.html"
    page_title = gettext_lazy("Public collection")

    @property
    def state(self) -> str:
        asked = self.request.GET.get("state", "")
        return asked if asked in TABS else SubmissionState.WAITING

    def get(self, request, page_id):
        return self.ask()

    def ask(self, refused=None):
        """Show one tab. `refused` is a form that was sent and not taken."""
        rows = for_organisers(self.event, self.state, self.request.user)
        page_obj = Paginator(rows, PAGE_SIZE).get_page(self.request.GET.get("p"))
        return self.show(
            page=self.event,
            states=self.tabs(TABS, self.event.submissions),
            state=self.state,
            page_obj=page_obj,
            elided_page_range=page_obj.paginator.get_elided_page_range(page_obj.number),
            rows=[(row, self.forms_of(row, refused)) for row in page_obj],
            is_announced=hasattr(self.event, "result"),
            why_not_announce=why_not_announce(self.request.user, self.event, self.now),
        )

    def forms_of(self, row, refused) -> dict:
        had = {"mark": {"mark": row.own_mark and int(row.own_mark)}, "award": {"award": row.award}}
        made = {
            name: form(prefix=f"{name}-{row.pk}", initial=had.get(name), label_suffix="")
            for name, form in FORMS.items()
        }
        return {
            name: refused if refused and refused.prefix == form.prefix else form
            for name, form in made.items()
        }

    def judge(self):
        """Do what is asked to one submission."""
        action = self.request.POST["action"]
        pk = whole_number(self.request.POST.get("submission", ""))
        row = get_object_or_404(self.event.submissions.exclude(state=SubmissionState.DRAFT), pk=pk)
        words = {"now": self.now} if action in ("approve", "decline") else {}
        if action in FORMS:
            form = FORMS[action](self.request.POST, prefix=f"{action}-{row.pk}", label_suffix="")
            if not form.is_valid():
                return self.ask(refused=form)
            words |= form.cleaned_data
        VERBS[action](submission_id=row.pk, by=self.request.user, **words)
        messages.success(self.request, _("Saved: “%(title)s”") % {"title": row.title})
        return None

    def announce(self):
        services.announce_winners(page_id=self.event.pk, by=self.request.user, now=self.now)
        messages.success(self.request, _("The winners are announced."))

    acts = {"announce": announce, **dict.fromkeys(VERBS, judge)}


class ArchiveView(CollectionDesk):
    """All public submissions with their credits. Whoever takes them away is written down."""

    http_method_names = ["get"]

    def get(self, request, page_id):
        log(instance=self.event, action="campaigns.collection.export", user=request.user)
        name = f"collection-{self.event.pk}.zip"
        return FileResponse(
            write_archive(self.event),
            as_attachment=True,
            filename=name,
            headers={"Cache-Control": "private, no-store"},
        )


class SubmissionsTable(EventTable):
    """All that was sent in, with what the jury thinks of it: not for the public."""

    model = CollectionPage
    action = "campaigns.collection.list"
    file_name = "submissions"

    def rows(self):
        yield [
            *(_("Number"), _("Title"), _("Text"), _("Named as"), _("Sent in by"), _("Sent at"), _("State")),
            *(_("Reason"), _("Votes"), _("Average mark"), _("Award"), _("Pictures"), _("Clip")),
        ]
        for row in all_sent(self.event):
            average = None if row.average is None else round(row.average, 1)
            yield [
                *(row.pk, row.title, row.text, row.credit, shown_name(row.author), row.sent_at),
                *(row.get_state_display(), row.reason, row.votes, average, row.award),
                *(row.pictures_count, 1 if row.clip else 0),
            ]

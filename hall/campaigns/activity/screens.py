"""An activity as its organisers run it: who signed up, who has come, and the list to take along."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin import messages
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.log_actions import log

from hall.campaigns.activity.queries import sign_ups_for_organisers
from hall.campaigns.activity.services import check_in, undo_check_in
from hall.campaigns.enums import SignUpState
from hall.campaigns.models import ActivityPage, ActivitySeats, SignUp
from hall.campaigns.viewsets.screens import EventDesk, EventScreen
from hall.review.viewsets.exports import ReadersLanguageMixin
from portal.core.whole_numbers import whole_number

PAGE_SIZE = 50
LONGEST_SEARCH = 60
COLUMNS = {
    "number": gettext_lazy("No."),
    "get_state_display": gettext_lazy("State"),
    "name": pgettext_lazy("of a person", "Name"),
    "phone": pgettext_lazy("of a person", "Telephone number"),
    "email": gettext_lazy("E-mail address"),
    "people": gettext_lazy("Number of people"),
    "note": gettext_lazy("Note"),
    "signed_up_at": gettext_lazy("Signed up at"),
    "checked_in_at": gettext_lazy("Checked in at"),
}


class ActivityView(EventDesk):
    model = ActivityPage
    template_name = "campaigns/organising/activity.html"
    page_title = gettext_lazy("Sign-ups")

    def get(self, request, page_id):
        words = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
        state = request.GET.get("state", "")
        rows = sign_ups_for_organisers(self.event, words, state)
        page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("p"))
        return self.show(
            activity=self.event,
            seats=ActivitySeats.objects.filter(activity=self.event).first(),
            page_obj=page,
            elided_page_range=page.paginator.get_elided_page_range(page.number),
            words=words,
            state=state,
            states=SignUpState,
        )

    def named_sign_up(self) -> SignUp:
        return get_object_or_404(self.event.sign_ups, pk=whole_number(self.request.POST.get("sign_up", "")))

    def check_in(self):
        row = self.named_sign_up()
        check_in(sign_up_id=row.pk, by=self.request.user, now=self.now)
        messages.success(self.request, _("%(who)s is checked in.") % {"who": row})

    def undo(self):
        undo_check_in(sign_up_id=self.named_sign_up().pk, by=self.request.user)
        messages.success(self.request, _("The check-in is undone."))

    acts = {"check_in": check_in, "undo": undo}


class ExportView(ReadersLanguageMixin, SpreadsheetExportMixin, EventScreen):
    """The list as a file. Whoever takes it away is written down: it holds what people gave of themselves."""

    model = ActivityPage
    list_export = list(COLUMNS)
    export_headings = COLUMNS

    def get(self, request, page_id):
        if not self.is_export:
            raise Http404
        log(instance=self.event, action="campaigns.activity.export", user=request.user)
        self.language = request.LANGUAGE_CODE
        return self.as_spreadsheet(sign_ups_for_organisers(self.event), request.GET["export"])

    def get_filename(self):
        return f"activity-{self.event.pk}"

    def to_row_dict(self, item):
        row = super().to_row_dict(item)
        for name in ("signed_up_at", "checked_in_at"):
            row[name] = localtime(row[name]).strftime("%Y-%m-%d %H:%M") if row[name] else ""
        return row

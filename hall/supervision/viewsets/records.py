"""Accountability records, for inspectors and for those whom they concern."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import log

from hall.supervision.accountability.exports import lines_of
from hall.supervision.accountability.forms import AppealForm, OutcomeForm
from hall.supervision.accountability.permissions import (
    has_records,
    is_concerned,
    why_not_appeal,
    why_not_decide_appeal,
    why_not_export,
    why_not_see_record,
)
from hall.supervision.accountability.services import appeal, decide_appeal
from hall.supervision.models import AccountabilityRecord
from hall.supervision.orders.permissions import why_not_see
from hall.supervision.viewsets.media import MEDIA
from hall.supervision.viewsets.screens import SupervisionScreen
from portal.core.refusals import Refused
from portal.core.tables import table_answer

PAGE_SIZE = 20


class RecordsView(SupervisionScreen, View):
    """The records that this person may read."""

    page_title = gettext_lazy("Accountability records")

    def why_not_enter(self):
        if has_records(self.request.user):
            return ""
        return _("Only inspectors and those whom a record concerns read it.")

    def get_header_buttons(self):
        if why_not_export(self.request.user):
            return []
        address = reverse("supervision_records_export")
        return [HeaderButton(_("Take away as XLSX"), address, icon_name="download")]

    def get(self, request):
        records = AccountabilityRecord.objects.seen_by(request.user).for_rows()
        page = Paginator(records, PAGE_SIZE).get_page(request.GET.get("p"))
        context = self.get_context_data(
            page=page,
            elided_page_range=page.paginator.get_elided_page_range(page.number),
            address=reverse("supervision_records"),
            media=MEDIA,
        )
        return TemplateResponse(request, "supervision/records.html", context)


class RecordView(SupervisionScreen, View):
    """One record, its appeal, and what became of it."""

    page_title = gettext_lazy("Accountability record")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        records = AccountabilityRecord.objects.for_rows()
        self.record = get_object_or_404(records, pk=kwargs["record_id"])

    def why_not_enter(self):
        return why_not_see_record(self.request.user, self.record)

    def get_page_subtitle(self):
        return self.record.order.number

    def get(self, request, record_id):
        return self.show()

    def post(self, request, record_id):
        is_appeal = request.POST.get("action") == "appeal"
        form = AppealForm(request.POST) if is_appeal else OutcomeForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        verb = appeal if is_appeal else decide_appeal
        try:
            verb(record_id=self.record.pk, user=request.user, now=self.now, **form.cleaned_data)
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, reason)
            return self.show(form)
        messages.success(
            request, _("Your appeal is with the inspectors.") if is_appeal else _("The appeal is decided.")
        )
        return redirect("supervision_record", self.record.pk)

    def show(self, form=None):
        user, record = self.request.user, self.record
        offered = None
        if not why_not_appeal(user, record, self.now):
            offered = AppealForm()
        elif not why_not_decide_appeal(user, record):
            offered = OutcomeForm()
        shown = form or offered
        context = self.get_context_data(
            record=record,
            form=shown,
            is_appeal=isinstance(shown, AppealForm),
            may_appeal_until=is_concerned(user, record) and not record.appealed_at,
            reads_order=not why_not_see(user, record.order),
            media=MEDIA,
        )
        return TemplateResponse(self.request, "supervision/record.html", context)


def export_records(request):
    """Give the records that an inspector may read as a file, and write down who took it."""
    if reason := why_not_export(request.user):
        raise PermissionDenied(reason)
    records = list(AccountabilityRecord.objects.seen_by(request.user).for_rows())
    for record in records:
        log(instance=record, action="supervision.records.export", user=request.user)
    return table_answer("accountability", "xlsx", lines_of(records))

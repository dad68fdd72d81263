"""One order: what it rests on, how far it is, and what this person can do; its printed page and its files."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton

from hall.supervision.accountability.forms import RecordForm
from hall.supervision.enums import OrderEventKind
from hall.supervision.inspectors import answers_for, why_not_enter
from hall.supervision.models import AccountabilityRecord, OrderFile, SupervisionOrder
from hall.supervision.orders.files import keep_files
from hall.supervision.orders.forms import ACTIONS, IssueForm, ReportForm
from hall.supervision.orders.permissions import why_not_answer, why_not_keep_file, why_not_report, why_not_see
from hall.supervision.orders.queries import row_of
from hall.supervision.orders.services import issue_order, report
from hall.supervision.viewsets.media import MEDIA
from hall.supervision.viewsets.screens import SupervisionScreen
from portal.core.action_forms import action_named, offered
from portal.core.models import PortalSettings
from portal.core.pending import let_go
from portal.core.private_files import serve_private
from portal.core.queries import load_calendar
from portal.core.refusals import Refused
from portal.core.whole_numbers import whole_number
from units.models import UnitPage

UNITS_OFFERED = 200
FORMS = [*ACTIONS, RecordForm]


def order_of(request, order_id: int) -> SupervisionOrder:
    """Return an order that the person may read, or refuse."""
    order = get_object_or_404(SupervisionOrder.objects.for_rows(), pk=order_id)
    if reason := why_not_see(request.user, order):
        raise PermissionDenied(reason)
    return order


class OrderView(SupervisionScreen, View):
    """Shows an order, and takes the unit's report and the inspector's decision."""

    page_title = gettext_lazy("Supervision order")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.order = get_object_or_404(SupervisionOrder.objects.for_rows(), pk=kwargs["order_id"])

    def why_not_enter(self):
        return why_not_see(self.request.user, self.order)

    def get_page_subtitle(self):
        return self.order.number

    def get_header_buttons(self):
        address = reverse("supervision_order_print", args=[self.order.pk])
        return [HeaderButton(_("Print"), address, icon_name="doc-full", attrs={"target": "_blank"})]

    def get(self, request, order_id):
        return self.show()

    def post(self, request, order_id):
        action = request.POST.get("action", "")
        if action == "report":
            return self.report()
        kind = action_named(action, FORMS)
        return self.act(kind) if kind else self.show()

    def report(self):
        """Keep what came with the form, then send the report if nothing is wrong with it."""
        form = ReportForm(self.request.POST, self.request.FILES)
        try:
            refusals = self.take_files()
            if form.is_valid() and not refusals:
                report(
                    order_id=self.order.pk,
                    user=self.request.user,
                    text=form.cleaned_data["text"],
                    now=self.now,
                )
                messages.success(self.request, _("The report is with the inspectors."))
                return let_go(self.back(), self.typed_key())
        except Refused as refused:
            refusals = refused.reasons
        form.full_clean()
        for reason in refusals:
            form.add_error("files", reason)
        return self.show(reporting=form)

    def take_files(self) -> list[str]:
        files = self.request.FILES.getlist("files")
        without = [whole_number(key) for key in self.request.POST.getlist("without")]
        if not files and not without:
            return []
        return keep_files(
            order_id=self.order.pk,
            user=self.request.user,
            files=files,
            without=[key for key in without if key is not None],
            now=self.now,
        )

    def act(self, kind):
        form = kind(self.request.POST, row=self.order, user=self.request.user, now=self.now)
        if not form.is_done():
            return self.show(acting=form)
        messages.success(self.request, form.done)
        return self.back()

    def back(self):
        return redirect("supervision_order", self.order.pk)

    def typed_key(self):
        return f"report-{self.request.user.pk}-{self.order.pk}-{self.order.due_on:%Y%m%d}"

    def show(self, reporting=None, acting=None):
        user = self.request.user
        self.order = SupervisionOrder.objects.for_rows().get(pk=self.order.pk)
        order = self.order
        if reporting is None and not why_not_report(user, order):
            reporting = ReportForm()
        if reporting is not None:
            reporting.fields["text"].widget.attrs["data-keep"] = self.typed_key()
        records = AccountabilityRecord.objects.seen_by(user).filter(order=order)
        context = self.get_context_data(
            row=row_of(order, self.now, load_calendar()),
            order=order,
            events=list(order.events.prefetch_related("files")),
            links_inside=answers_for(user, order.unit),
            reporting=reporting,
            kept=list(order.files.filter(event=None)) if not why_not_answer(user, order) else [],
            may_keep=not why_not_keep_file(user, order),
            actions=offered(FORMS, acting, row=order, user=user, now=self.now),
            records=list(records.for_rows()),
            media=MEDIA,
        )
        return TemplateResponse(self.request, "supervision/order.html", context)


class IssueView(SupervisionScreen, View):
    """An order by hand, begun empty or about a concern."""

    page_title = gettext_lazy("Issue an order")

    def why_not_enter(self):
        return why_not_enter(self.request.user)

    def get(self, request):
        asked = {name: request.GET.get(name, "") for name in ("unit", "about")}
        return self.show(IssueForm(initial=asked))

    def post(self, request):
        form = IssueForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        typed = form.cleaned_data
        try:
            order = issue_order(
                unit=typed["unit"],
                by=request.user,
                grounds=typed["grounds"],
                demand=typed["demand"],
                facts=typed["about"],
                working_days=typed["working_days"],
                now=self.now,
            )
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, reason)
            return self.show(form)
        messages.success(request, _("%(number)s is issued.") % {"number": order.number})
        return let_go(redirect("supervision_order", order.pk), self.typed_key())

    def typed_key(self):
        return f"order-{self.request.user.pk}"

    def show(self, form):
        form.fields["grounds"].widget.attrs["data-keep"] = self.typed_key()
        names = UnitPage.objects.live().order_by("title").values_list("title", flat=True)
        context = self.get_context_data(form=form, units=list(names[:UNITS_OFFERED]), media=MEDIA)
        return TemplateResponse(self.request, "supervision/issue.html", context)


def print_order(request, order_id):
    """Show an order as the page of paper that it is in an office."""
    order = order_of(request, order_id)
    events = list(order.events.all())
    reports = [event for event in events if event.kind == OrderEventKind.REPORTED]
    judged = [event for event in events if event.kind in (OrderEventKind.ACCEPTED, OrderEventKind.RETURNED)]
    context = {
        "order": order,
        "report": reports[-1] if reports else None,
        "judgement": judged[-1] if judged and judged[-1].at >= order.reported_at else None,
        "hall": PortalSettings.load(request_or_site=request),
    }
    return render(request, "supervision/order_print.html", context)


def order_file(request, file_id):
    """Serve a file to those who may read its order; one that was not sent yet to those who answer."""
    file = get_object_or_404(OrderFile.objects.select_related("order__unit"), pk=file_id)
    if reason := why_not_see(request.user, file.order):
        raise PermissionDenied(reason)
    if file.event_id is None and why_not_answer(request.user, file.order):
        raise Http404
    return serve_private(file.file, name=file.name)

"""From a file to units: upload, look at what it would do, confirm, see what it did."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages

from portal.accounts.models import Invitation
from portal.accounts.services import invite
from portal.core.refusals import Refused
from units.models import UnitPage
from units.onboarding.columns import COLUMNS
from units.onboarding.forms import UploadForm
from units.onboarding.list_file import CONTENT_TYPES, as_file, lines_of
from units.onboarding.models import Batch, Upload
from units.onboarding.plan import Wish
from units.onboarding.present import present_units
from units.onboarding.preview import preview_units
from units.onboarding.services import confirm_upload, keep_upload
from units.viewsets.desk import DeskOnlyMixin, UnitsScreen

ROWS_SHOWN = 500
QUICK = 300
BOARD = ("onboarding_board", gettext_lazy("Coming online"))
UPLOAD = ("onboarding_upload", gettext_lazy("Bring units online"))


class UploadView(DeskOnlyMixin, UnitsScreen):
    """Take a file. One that cannot be read at all is refused here; what is wrong in its rows, the preview tells."""

    template_name = "onboarding/upload.html"
    page_title = UPLOAD[1]
    header_icon = "upload"
    trail = [BOARD]

    def get(self, request):
        return self.ask(UploadForm(initial={"batch": request.GET.get("batch", "")[:60]}))

    def post(self, request):
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            if "file" in form.cleaned_data:
                form.add_error("file", _("Choose the file once more: a browser does not keep it."))
            return self.ask(form)
        typed = form.cleaned_data
        data = typed["file"].read()
        wish = Wish(batch=typed["batch"], due_on=typed["due_on"])
        preview = preview_units(data=data, wish=wish)
        if not preview.sheet.records:
            for problem in preview.problems:
                form.add_error("file", problem.message)
            return self.ask(form)
        upload = keep_upload(
            file_name=typed["file"].name, data=data, wish=wish, by=request.user, now=timezone.now()
        )
        return redirect("onboarding_preview", upload.pk)

    def ask(self, form):
        batches = Batch.objects.values_list("name", flat=True)
        return self.show(form=form, columns=COLUMNS, batches=batches, formats=CONTENT_TYPES)


class UploadScreen(DeskOnlyMixin, UnitsScreen):
    """A screen about one upload."""

    header_icon = "upload"
    trail = [BOARD, UPLOAD]

    def get_page_subtitle(self):
        return self.upload.file_name

    @cached_property
    def upload(self):
        return get_object_or_404(Upload, pk=self.kwargs["upload_id"])


class PreviewView(UploadScreen):
    """Show what the file would do now, every time anew, and do it when that is what was agreed to."""

    template_name = "onboarding/preview.html"
    page_title = gettext_lazy("What the file would do")

    def get(self, request, upload_id):
        return self.look("people" in request.GET)

    def post(self, request, upload_id):
        removes_people = "removes_people" in request.POST
        try:
            upload = confirm_upload(
                upload_id=self.upload.pk,
                removes_people=removes_people,
                agreed=request.POST.get("agreed", ""),
                by=request.user,
                now=timezone.now(),
            )
        except Refused as refused:
            return self.look(removes_people, refused.reasons)
        return redirect("onboarding_result", upload.pk)

    def look(self, removes_people, reasons=()):
        if self.upload.applied_at:
            return redirect("onboarding_result", self.upload.pk)
        wish = self.upload.wish(removes_people)
        preview = preview_units(data=bytes(self.upload.data), wish=wish)
        return self.show(
            upload=self.upload,
            preview=preview,
            plan=preview.plan,
            removes_people=removes_people,
            reasons=reasons,
            limit=f":{ROWS_SHOWN}",
            is_long=len(preview.plan.new) > QUICK,
        )


class ResultView(UploadScreen):
    """What a confirmed file has done, and whom the invitations have reached so far."""

    template_name = "onboarding/result.html"
    page_title = gettext_lazy("What the file has done")

    def get(self, request, upload_id):
        if not self.upload.applied_at:
            return redirect("onboarding_preview", self.upload.pk)
        outcome = self.upload.outcome
        return self.show(
            upload=self.upload,
            outcome=outcome,
            batch=Batch.objects.filter(name=self.upload.batch_name).first(),
            new=self.units(outcome["new"]),
            changed=self.units(outcome["changed"]),
            failed=self.failed(),
        )

    def post(self, request, upload_id):
        again = self.failed()
        for invitation in again:
            invite(user=invitation.user, duties=invitation.duties, by=request.user, now=timezone.now())
        messages.success(request, _("Invitations on their way again: %(count)d.") % {"count": len(again)})
        return redirect("onboarding_result", self.upload.pk)

    def units(self, codes):
        return UnitPage.objects.filter(code__in=codes).order_by("path")[:ROWS_SHOWN]

    def failed(self):
        """Return the invitations of this file that reached nobody, of people who have not come in otherwise."""
        invitations = Invitation.objects.filter(user__in=self.upload.outcome.get("invited", []))
        people = invitations.exclude(failure="").filter(user__is_active=True, user__last_login__isnull=True)
        return list(people.select_related("user"))


class ListFileView(DeskOnlyMixin, View):
    """The list of units as a file: the empty template, or the units as they are."""

    def get(self, request, which, form):
        if form not in CONTENT_TYPES:
            raise Http404
        lines = lines_of(present_units()) if which == "present" else []
        name = _("units") if lines else _("units-template")
        return HttpResponse(
            as_file(form, lines),
            content_type=CONTENT_TYPES[form],
            headers={"Content-Disposition": content_disposition_header(True, f"{name}.{form}")},
        )

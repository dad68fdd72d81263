"""The board of units coming online, its short form on the home page, and the two things done from it."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.components import Component

from portal.core.refusals import Refused
from units.models import UnitPage
from units.onboarding.forms import BatchForm
from units.onboarding.models import Batch
from units.onboarding.progress import lacks_of, state_of, with_progress
from units.onboarding.viewsets.uploading import BOARD
from units.permissions import why_not_launch
from units.services import launch_unit
from units.viewsets.desk import MEDIA, DeskOnlyMixin, UnitsScreen

PER_PAGE = 100
SHOWN_ON_PANEL = 6
NO_BATCH = "none"


class BoardView(DeskOnlyMixin, UnitsScreen):
    """One batch at a time: who is live, preparing or late, and what each still lacks."""

    template_name = "onboarding/board.html"
    page_title = BOARD[1]
    header_icon = "calendar-check"

    def get(self, request):
        today = timezone.localdate()
        batches = list(Batch.objects.counted())
        chosen = request.GET.get("batch", "")
        batch = self.batch_of(batches, chosen)
        units = UnitPage.objects.filter(batch_place__batch=batch) if batch else self.without_batch()
        units = with_progress(units.select_related("batch_place"), today).order_by("live", "path")
        page = Paginator(units, PER_PAGE).get_page(request.GET.get("p"))
        return self.show(
            batches=batches,
            batch=batch,
            is_late=bool(batch and batch.is_late(today)),
            waiting=batch.total - batch.live if batch else 0,
            without_batch=self.without_batch().count(),
            rows=[{"unit": unit, "state": state_of(unit), "lacks": lacks_of(unit)} for unit in page],
            page_obj=page,
            here=reverse("onboarding_board"),
            formats=["xlsx", "csv"],
        )

    def batch_of(self, batches, chosen):
        """Return the batch that was asked for, or the one that is due first and not complete."""
        if chosen == NO_BATCH:
            return None
        named = [batch for batch in batches if str(batch.pk) == chosen]
        waiting = [batch for batch in batches if batch.live < batch.total]
        return next(iter([*named, *waiting, *reversed(batches)]), None)

    def without_batch(self):
        return UnitPage.objects.filter(batch_place__isnull=True)


class BoardPanel(Component):
    """On the home page of the hall desk: how far the current batch is, and who is late."""

    name = "onboarding"
    order = 150
    template_name = "onboarding/panel.html"
    media = MEDIA

    def __init__(self, batch):
        self.batch = batch

    def get_context_data(self, parent_context):
        today = timezone.localdate()
        units = UnitPage.objects.filter(batch_place__batch=self.batch, live=False)
        rows = with_progress(units, today).order_by("path")[:SHOWN_ON_PANEL]
        waiting = self.batch.total - self.batch.live
        return {
            "batch": self.batch,
            "waiting": waiting,
            "is_late": self.batch.is_late(today),
            "rows": [{"unit": unit, "state": state_of(unit), "lacks": lacks_of(unit)} for unit in rows],
            "more": max(0, waiting - SHOWN_ON_PANEL),
        }


class BatchView(DeskOnlyMixin, UnitsScreen):
    """Another name or due date for a batch."""

    template_name = "units/form.html"
    page_title = gettext_lazy("Batch")
    header_icon = "calendar-alt"
    trail = [BOARD]

    @cached_property
    def batch(self):
        return get_object_or_404(Batch, pk=self.kwargs["batch_id"])

    def get_page_subtitle(self):
        return str(self.batch)

    def get(self, request, batch_id):
        return self.ask(BatchForm(instance=self.batch))

    def post(self, request, batch_id):
        form = BatchForm(request.POST, instance=get_object_or_404(Batch, pk=batch_id))
        if not form.is_valid():
            return self.ask(form)
        batch = form.save()
        messages.success(request, _("“%(batch)s” is saved.") % {"batch": batch})
        return redirect(self.back())

    def back(self):
        return f"{reverse('onboarding_board')}?batch={self.batch.pk}"

    def ask(self, form):
        return self.show(form=form, back=self.back(), submit_label=_("Save"))


class LaunchView(DeskOnlyMixin, UnitsScreen):
    """Ask once more, saying what the unit still lacks, and show it to the public."""

    template_name = "onboarding/launch.html"
    page_title = gettext_lazy("Launch")
    header_icon = "globe"
    trail = [BOARD]

    @cached_property
    def unit(self):
        return get_object_or_404(
            with_progress(UnitPage.objects.all(), timezone.localdate()), code=self.kwargs["code"].upper()
        )

    def get_page_subtitle(self):
        return self.unit.title

    def get(self, request, code):
        return self.show(
            unit=self.unit,
            why_not=why_not_launch(request.user, self.unit),
            lacks=lacks_of(self.unit),
            back=self.back(),
        )

    def post(self, request, code):
        try:
            unit = launch_unit(unit_id=self.unit.pk, by=request.user)
        except Refused as refused:
            messages.error(request, " ".join(refused.reasons))
        else:
            messages.success(
                request,
                _("%(unit)s is live.") % {"unit": unit.title},
                buttons=[messages.button(unit.url, _("View live"))],
            )
        return redirect(self.back())

    def back(self):
        place = getattr(self.unit, "batch_place", None)
        return f"{reverse('onboarding_board')}?batch={place.batch_id if place else NO_BATCH}"

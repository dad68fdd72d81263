"""Who reviews in whose place: one's own deputies, and for the hall desk everybody's."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from hall.review import queues
from hall.review.deputising import why_not_see_deputies_of
from hall.review.forms import DeputyForm
from hall.review.models import Deputy
from hall.review.services import end_deputy, name_deputy
from hall.review.viewsets.media import MEDIA
from portal.core.refusals import Refused
from portal.core.workdays import local_day
from units.permissions import is_hall_desk

PAGE_SIZE = 20


class DeputiesView(WagtailAdminTemplateMixin, View):
    """The deputies of these days and those to come, and a form for one more."""

    template_name = "review/deputies.html"
    page_title = gettext_lazy("Deputies")
    header_icon = "user"

    def dispatch(self, request, *args, **kwargs):
        self.for_others = is_hall_desk(request.user)
        if not self.for_others and not queues.is_reviewer(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get(self, request):
        return self.ask(DeputyForm(for_others=self.for_others))

    def post(self, request):
        form = DeputyForm(request.POST, for_others=self.for_others)
        if not form.is_valid():
            return self.ask(form)
        typed = {**form.cleaned_data}
        typed["person"] = typed.get("person") or request.user
        try:
            named = name_deputy(**typed, by=request.user, today=local_day(timezone.now()))
        except Refused as refused:
            form.add_error(None, refused.reasons)
            return self.ask(form)
        said = _("%(deputy)s stands in for %(person)s.") % {"deputy": named.deputy, "person": named.person}
        messages.success(request, said)
        return redirect("review_deputies")

    def ask(self, form):
        named = Deputy.objects.filter(last_day__gte=local_day(timezone.now())).select_related(
            "person", "deputy"
        )
        if not self.for_others:
            named = named.filter(person=self.request.user)
        paginator = Paginator(named, PAGE_SIZE)
        rows = paginator.get_page(self.request.GET.get("p"))
        context = self.get_context_data(
            form=form,
            rows=rows,
            elided_page_range=paginator.get_elided_page_range(rows.number),
            address=reverse("review_deputies"),
            media=MEDIA + form.media,
        )
        return TemplateResponse(self.request, self.template_name, context)


class EndDeputyView(View):
    """Take a deputy back from today on."""

    http_method_names = ["post"]

    def post(self, request, deputy_id):
        named = get_object_or_404(Deputy.objects.select_related("person"), pk=deputy_id)
        if why_not_see_deputies_of(request.user, named.person):
            raise PermissionDenied
        try:
            end_deputy(deputy_id=named.pk, by=request.user, today=local_day(timezone.now()))
        except Refused as refused:
            messages.error(request, " ".join(refused.reasons))
        else:
            messages.success(request, _("The deputy was taken back."))
        return redirect("review_deputies")

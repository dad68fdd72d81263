"""Words that a unit begins its answers with, kept by its liaisons and spokespersons."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.forms.models import WagtailAdminModelForm

from hall.concerns.answering.permissions import why_not_speak_for
from hall.concerns.models import ReplyTemplate
from hall.concerns.viewsets.media import MEDIA
from portal.core.viewsets.screen import ScreenMixin
from units.enums import Role
from units.models import UnitPage
from units.permissions import unit_ids_with_role


class ReplyTemplateForm(WagtailAdminModelForm):
    class Meta:
        model = ReplyTemplate
        fields = ["title", "text", "sort_order"]

    def clean_title(self):
        title = self.cleaned_data["title"]
        others = self.instance.unit.reply_templates.exclude(pk=self.instance.pk)
        if others.filter(title=title).exists():
            raise ValidationError(_("Another template of the unit has this title."))
        return title


class UnitTemplatesView(ScreenMixin, View):
    """The templates of one unit, and a form for another one. Without a unit it leads to the person's own."""

    template_name = "concerns/desk/templates.html"
    page_title = gettext_lazy("Reply templates")
    header_icon = "form"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.unit = get_object_or_404(UnitPage, code=kwargs["code"].upper())
        self.template = self.find(kwargs.get("template_id"))

    def find(self, pk):
        return get_object_or_404(self.unit.reply_templates, pk=pk) if pk else ReplyTemplate(unit=self.unit)

    def dispatch(self, request, *args, **kwargs):
        if reason := why_not_speak_for(request.user, self.unit):
            raise PermissionDenied(reason)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.unit.title

    def get(self, request, *args, **kwargs):
        return self.show(ReplyTemplateForm(instance=self.template))

    def post(self, request, *args, **kwargs):
        if request.POST.get("action") == "delete" and self.template.pk:
            self.template.delete()
            messages.success(request, _("“%(title)s” was deleted.") % {"title": self.template.title})
            return redirect("concerns_templates", self.unit.code)
        form = ReplyTemplateForm(request.POST, instance=self.template)
        if not form.is_valid():
            return self.show(form)
        form.save()
        messages.success(request, _("“%(title)s” was saved.") % {"title": form.instance.title})
        return redirect("concerns_templates", self.unit.code)

    def show(self, form):
        context = self.get_context_data(
            unit=self.unit,
            templates=self.unit.reply_templates.all(),
            template=self.template,
            form=form,
            back=reverse("concerns_templates", args=[self.unit.code]),
            media=MEDIA,
        )
        return TemplateResponse(self.request, self.template_name, context)


def own_templates(request):
    """Lead to the templates of the first unit for which this person answers."""
    units = unit_ids_with_role(request.user, Role.LIAISON, Role.REVIEWER)
    unit = UnitPage.objects.filter(pk__in=units).order_by("path").first()
    if unit is None:
        raise PermissionDenied
    return redirect("concerns_templates", unit.code)

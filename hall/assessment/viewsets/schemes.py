"""The schemes as the hall desk keeps them, and the copy that follows one that was used."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import SnippetViewSet

from hall.assessment.forms import FollowingSchemeForm
from hall.assessment.models import Scheme
from hall.assessment.services import succeed_scheme
from hall.assessment.viewsets.screens import DeskScreen


class SchemeViewSet(SnippetViewSet):
    model = Scheme
    icon = "list-ol"
    copy_view_enabled = False
    list_display = ["name", "valid_from", "valid_to"]


class FollowingSchemeView(DeskScreen):
    """Asks from which month on a copy takes the place of a scheme."""

    template_name = "assessment/desk/following_scheme.html"
    page_title = gettext_lazy("A scheme that follows")
    header_icon = "list-ol"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.scheme = get_object_or_404(Scheme, pk=kwargs["scheme_id"])

    def get_page_subtitle(self):
        return str(self.scheme)

    def get(self, request, scheme_id):
        return self.show(scheme=self.scheme, form=FollowingSchemeForm(label_suffix=""))

    def copy(self):
        form = FollowingSchemeForm(self.request.POST, label_suffix="")
        if not form.is_valid():
            return self.show(scheme=self.scheme, form=form)
        made = succeed_scheme(
            scheme_id=self.scheme.pk, month=form.cleaned_data["month"], user=self.request.user
        )
        messages.success(self.request, _("This is the copy. Change what is to be different."))
        return redirect(Scheme.snippet_viewset.get_url_name("edit"), made.pk)

    acts = {"copy": copy}


def button_of(scheme: Scheme, address: str) -> Button:
    """Return the way from a scheme in force to a copy that follows it."""
    return Button(_("Make a copy that follows"), url=address, icon_name="copy", priority=30)

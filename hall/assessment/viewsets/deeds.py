"""Good deeds: units mark a post, the desk confirms."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from hall.assessment.forms import DeedForm
from hall.assessment.models import GoodDeed
from hall.assessment.permissions import why_not_mark_deed
from hall.assessment.services import confirm_deed, decline_deed, mark_deed
from hall.assessment.viewsets.screens import AssessmentScreen
from hall.models import PostPage
from portal.core.whole_numbers import whole_number
from units.enums import SPEAKING_ROLES
from units.permissions import unit_ids_with_role

SHOWN = 30


class DeedsView(AssessmentScreen):
    """The good deeds of one's units, or of all for the desk: what waits first."""

    template_name = "assessment/desk/deeds.html"
    page_title = gettext_lazy("Good deeds")
    header_icon = "success"

    def get(self, request):
        deeds = GoodDeed.objects.select_related("post", "unit", "decided_by")
        if not self.is_desk:
            deeds = deeds.filter(unit__in=unit_ids_with_role(request.user, *SPEAKING_ROLES))
        waiting = deeds.waiting()
        decided = deeds.filter(decided_at__isnull=False).order_by("-decided_at", "-pk")
        return self.show(
            waiting=waiting[:SHOWN],
            decided=Paginator(decided, SHOWN).get_page(request.GET.get("p")),
            here=request.path,
        )

    def decide(self, verb, **given):
        number = whole_number(self.request.POST.get("deed", "")) or 0
        deed = get_object_or_404(GoodDeed, pk=number)
        verb(deed_id=deed.pk, user=self.request.user, now=self.now, **given)

    def confirm(self):
        self.decide(confirm_deed)

    def decline(self):
        self.decide(decline_deed, reason=self.request.POST.get("reason", ""))

    acts = {"confirm": confirm, "decline": decline}


class MarkDeedView(AssessmentScreen):
    """Says of a public post that it tells of a good deed."""

    template_name = "assessment/desk/mark_deed.html"
    page_title = gettext_lazy("Good deed")
    header_icon = "success"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.marked = get_object_or_404(PostPage, pk=kwargs["post_id"])

    def why_not(self):
        return why_not_mark_deed(self.request.user, self.marked)

    def get(self, request, post_id):
        return self.show(post=self.marked, form=DeedForm(label_suffix=""))

    def mark(self):
        form = DeedForm(self.request.POST, label_suffix="")
        if not form.is_valid():
            return self.show(post=self.marked, form=form)
        words = form.cleaned_data["words"]
        mark_deed(post_id=self.marked.pk, words=words, user=self.request.user, now=self.now)
        messages.success(self.request, _("The hall desk looks at it. Confirmed, the post carries a badge."))
        return redirect("assessment_deeds")

    acts = {"mark": mark}

"""Who may not comment for a time and whose comments show at once, with buttons that end it."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages

from hall.interaction.moderating import people
from hall.interaction.services import distrust, trust, unblock
from hall.interaction.viewsets.screens import CommentsScreen
from portal.core.refusals import Refused
from portal.core.whole_numbers import whole_number
from units.models import UnitPage

PAGE_SIZE = 20


class PeopleView(CommentsScreen, View):
    template_name = "interaction/moderating/people.html"
    page_title = gettext_lazy("Blocks and trust")
    tab = "comments_people"

    def get(self, request):
        now = timezone.now()
        blocks = Paginator(people.blocks_seen_by(request.user, now), PAGE_SIZE)
        trusted = Paginator(people.trusted_seen_by(request.user), PAGE_SIZE)
        context = self.get_context_data(
            blocks=blocks.get_page(request.GET.get("p")),
            trusted=trusted.get_page(request.GET.get("trusted")),
            suggested=people.suggested_to(request.user, now),
        )
        return TemplateResponse(request, self.template_name, context)

    def post(self, request):
        doing = {"lift": self.lift, "trust": self.trust, "distrust": self.distrust}
        do = doing.get(request.POST.get("action"))
        if do is None:
            raise Http404
        try:
            messages.success(request, do(timezone.now()))
        except Refused as refused:
            messages.error(request, " ".join(refused.reasons))
        return redirect("comments_people")

    def lift(self, now):
        seen = people.blocks_seen_by(self.request.user, now)
        block = seen.filter(pk=self.number("block")).first() or self.refuse()
        unblock(block_id=block.pk, by=self.request.user, now=now)
        return _("The block was lifted.")

    def trust(self, now):
        unit = get_object_or_404(UnitPage, pk=self.number("unit")) if self.number("unit") else None
        person = get_object_or_404(people.writers_seen_by(self.request.user, unit), pk=self.number("person"))
        trust(user=person, unit=unit, by=self.request.user, now=now)
        return _("Comments of this person show at once now.")

    def distrust(self, now):
        seen = people.trusted_seen_by(self.request.user)
        named = seen.filter(user=self.number("person"), unit=self.number("unit") or None)
        trusted = named.first() or self.refuse()
        distrust(user=trusted.user, unit=trusted.unit, by=self.request.user, now=now)
        return _("Comments of this person are looked at first again.")

    def refuse(self):
        """Say that a line of the lists is gone: a colleague was faster, or it was never this person's to see."""
        raise Refused([_("This is not in the list any more.")])

    def number(self, name) -> int:
        return whole_number(self.request.POST.get(name, "")) or 0

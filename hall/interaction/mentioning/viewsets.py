"""The inbox: what calls our units by name and still waits for an answer; its short form on the home page."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import Media
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem

from hall.interaction.mentioning.forms import UnitForm
from hall.interaction.mentioning.permissions import why_not_open_inbox, why_not_see_mention
from hall.interaction.mentioning.queries import (
    count_awaiting,
    count_in_words,
    inbox,
    lines_of,
    units_called,
)
from hall.interaction.mentioning.services import reopen_mention, settle_mention
from hall.interaction.models import Mention
from hall.interaction.models.mention import REASON_LIMIT
from portal.core.refusals import Refused
from portal.core.viewsets.screen import ScreenMixin
from portal.core.whole_numbers import whole_number

MEDIA = Media(css={"all": ["portal/css/admin/inbox.css", "portal/css/admin/form_errors.css"]})
PAGE_SIZE = 20
PANEL_SIZE = 5
SETTLED = "settled"


class InboxMenuItem(MenuItem):
    """Shown to the people of a unit and to the hall desk, with the number of what waits."""

    def is_shown(self, request):
        return not why_not_open_inbox(request.user)

    def render_component(self, request):
        count = count_awaiting(request.user)
        label = f"{self.label} ({count_in_words(count)})" if count else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, attrs=self.attrs)


class InboxPanel(Component):
    """On the home page: what has waited longest. Says nothing when nothing waits."""

    name = "inbox"
    order = 80
    template_name = "interaction/inbox/panel.html"
    media = MEDIA

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        count = count_awaiting(user)
        return {
            "lines": lines_of(inbox(user)[:PANEL_SIZE], user) if count else [],
            "count": count_in_words(count),
            "has_more": count > PANEL_SIZE,
        }


class InboxScreen(ScreenMixin, View):
    """Lets in the people of units, and the desk."""

    template_name = "interaction/inbox/inbox.html"
    page_title = gettext_lazy("Mentions")
    header_icon = "openquote"

    def dispatch(self, request, *args, **kwargs):
        if why_not_open_inbox(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def show(self, tried=None):
        """Show the list. `tried` is what was typed about one mention and why it was not taken."""
        user, asked = self.request.user, self.request.GET
        form = UnitForm(asked, units=units_called(user))
        is_settled = asked.get("view") == SETTLED
        page = Paginator(inbox(user, unit=form.asked, is_settled=is_settled), PAGE_SIZE).get_page(
            asked.get("p")
        )
        count = count_awaiting(user)
        return self.render_to_response(
            self.get_context_data(
                lines=lines_of(page, user),
                page_obj=page,
                elided_page_range=page.paginator.get_elided_page_range(page.number),
                is_settled=is_settled,
                awaiting=count_in_words(count) if count else "",
                form=form if len(form.fields["unit"].queryset) > 1 else None,
                just_settled=self.just_settled(asked.get("done", "")),
                tried=tried,
                reason_limit=REASON_LIMIT,
                media=MEDIA,
            )
        )

    def just_settled(self, key):
        """Return the mention that was settled with the last click, to be undone at once."""
        mentions = Mention.objects.seen_by(self.request.user).settled().select_related("unit")
        return mentions.filter(pk=number).first() if (number := whole_number(key)) else None


class InboxView(InboxScreen):
    def get(self, request):
        return self.show()


class MentionScreen(InboxScreen):
    """Takes what was pressed on one mention."""

    http_method_names = ["post"]

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.mention = get_object_or_404(Mention.objects.select_related("unit"), pk=kwargs["mention_id"])

    def dispatch(self, request, *args, **kwargs):
        if why_not_see_mention(request.user, self.mention):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def tell(self, refused):
        for reason in refused.reasons:
            messages.error(self.request, reason)


class SettleView(MentionScreen):
    def post(self, request, mention_id):
        reason = request.POST.get("reason", "")
        try:
            settle_mention(mention_id=mention_id, by=request.user, reason=reason, now=timezone.now())
        except Refused as refused:
            if Mention.objects.awaiting().filter(pk=mention_id).exists():
                return self.show({"key": mention_id, "reason": reason, "errors": refused.reasons})
            self.tell(refused)
            return redirect("inbox")
        return redirect(f"{reverse('inbox')}?done={mention_id}")


class ReopenView(MentionScreen):
    def post(self, request, mention_id):
        try:
            reopen_mention(mention_id=mention_id, by=request.user)
            messages.success(request, _("It waits for an answer again."))
        except Refused as refused:
            self.tell(refused)
        return redirect("inbox")

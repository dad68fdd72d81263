"""Withdrawing a public post: what readers will see, the reason, and one button."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from hall.forms import WithdrawalForm
from hall.models import PostPage
from hall.permissions import why_not_withdraw
from hall.services import withdraw_post
from portal.core.refusals import Refused
from portal.core.viewsets.screen import ScreenMixin


class WithdrawView(ScreenMixin, FormView):
    """Ask for the public reason and take the post off the portal."""

    form_class = WithdrawalForm
    template_name = "hall/posts/withdraw.html"
    page_title = gettext_lazy("Withdraw a post")
    header_icon = "no-view"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.post_page = get_object_or_404(PostPage, pk=kwargs["post_id"])

    def dispatch(self, request, *args, **kwargs):
        if reason := why_not_withdraw(request.user, self.post_page):
            if not self.post_page.permissions_for_user(request.user).can_edit():
                raise PermissionDenied
            messages.warning(request, reason)
            return HttpResponseRedirect(self.next_url)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def next_url(self):
        return get_valid_next_url_from_request(self.request) or reverse("posts:index")

    def get_page_subtitle(self):
        return self.post_page.draft_title

    def form_valid(self, form):
        try:
            withdraw_post(
                post_id=self.post_page.pk,
                by=self.request.user,
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.reasons)
            return self.form_invalid(form)
        address = messages.button(self.post_page.url, _("What readers see now"))
        messages.success(self.request, _("The post was withdrawn."), buttons=[address])
        return HttpResponseRedirect(self.next_url)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            post=self.post_page,
            unit=self.post_page.unit,
            reposts=PostPage.objects.live().filter(repost_of=self.post_page).count(),
            in_review=self.post_page.workflow_in_progress,
            next_url=self.next_url,
        )

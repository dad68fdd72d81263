"""What the screens about comments have in common: who may open them, and the tabs between them."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _

from hall.interaction.models import HeldWord
from hall.interaction.moderating.permissions import why_not_keep_words, why_not_open_queue
from hall.interaction.viewsets.media import MEDIA
from portal.core.viewsets.screen import ScreenMixin


class CommentsScreen(ScreenMixin):
    """A screen for the people of units and the hall desk. `tab` is the name of its address."""

    header_icon = "comment"
    tab = ""

    def why_not_open(self) -> str:
        return why_not_open_queue(self.request.user)

    def dispatch(self, request, *args, **kwargs):
        if self.why_not_open():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(media=MEDIA, tabs=self.tabs(), **kwargs)

    def tabs(self) -> list[tuple[str, str, bool]]:
        """Return the addresses of the other screens, with their names and whether it is this one."""
        names = {"comments": _("Queue"), "comments_people": _("Blocks and trust")}
        names["comments_settings"] = _("Settings")
        tabs = [(reverse(name), label, name == self.tab) for name, label in names.items()]
        if not why_not_keep_words(self.request.user):
            tabs += [
                (reverse(HeldWord.snippet_viewset.get_url_name("list")), _("Word list"), False),
                (reverse("comments_words_test"), _("Test a text"), self.tab == "comments_words_test"),
                (reverse("comments_history"), _("History"), False),
            ]
        return tabs


class DeskScreen(CommentsScreen):
    """A screen for the hall desk alone."""

    def why_not_open(self) -> str:
        return why_not_keep_words(self.request.user)

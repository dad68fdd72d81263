"""The categories as the hall desk keeps them: what is in use is retired, not deleted."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from hall.kept_files import why_not_delete_category
from hall.models import Category

RETIRED = Column(
    "is_retired",
    label=gettext_lazy("State"),
    accessor=lambda category: _("retired") if category.is_retired else "–",
    sort_key="is_retired",
)


class CategoryViewSet(SnippetViewSet):
    model = Category
    list_display = ["name", "levels", RETIRED, UpdatedAtColumn()]
    list_filter = ["is_retired"]


def keep_what_is_in_use(request, instances):
    """Before Wagtail asks whether to delete: say why not, and lead to where the category can be retired."""
    stays = {one.pk: reason for one in instances if (reason := why_not_delete_category(one))}
    if not stays:
        return None
    for pk, reason in stays.items():
        edit = reverse(Category.snippet_viewset.get_url_name("edit"), args=[pk])
        messages.error(request, reason, buttons=[messages.button(edit, _("Retire it"))])
    return redirect(Category.snippet_viewset.get_url_name("list"))

"""The admin's list of people: staff. Citizens are there for administrators alone, when they ask for them."""

import django_filters
from django.contrib.admin.utils import unquote
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.users.views.users import IndexView, UserFilterSet, UserViewSet

from portal.accounts.models import User

STAFF, OTHERS = "staff", "others"


class PeopleFilterSet(UserFilterSet):
    who = django_filters.ChoiceFilter(
        label=_("Who"),
        choices=[(STAFF, _("Staff")), (OTHERS, _("Citizens and former staff"))],
        empty_label=None,
        method="keep_all",
    )

    class Meta:
        model = User
        fields = []

    def __init__(self, *args, request=None, **kwargs):
        super().__init__(*args, request=request, **kwargs)
        if not request.user.is_superuser:
            del self.filters["who"]

    def keep_all(self, queryset, name, value):
        """Leave the choice to the list: filters only take away, and citizens are not there to begin with."""
        return queryset


def people_listed(request):
    """Return whom the list shows before filters and search: staff, or the others where an administrator asks."""
    asks_for_others = request.GET.get("who") == OTHERS and request.user.is_superuser
    return User.objects.not_staff() if asks_for_others else User.objects.staff()


class StaffIndexView(IndexView):
    def get_base_queryset(self):
        listed = people_listed(self.request).values("pk")
        return super().get_base_queryset().with_second_factor().filter(pk__in=listed)


class SeenPersonMixin:
    """Before every screen of one person: for whoever may not see them, they are not there."""

    def setup(self, request, *args, **kwargs):
        key, seen = kwargs.get("pk"), User.objects.seen_by(request.user)
        if key is not None and not seen.filter(pk=unquote(str(key))).exists():
            raise Http404
        super().setup(request, *args, **kwargs)


class StaffViewSet(UserViewSet):
    index_view_class = StaffIndexView
    filterset_class = PeopleFilterSet

    def construct_view(self, view_class, **kwargs):
        return super().construct_view(type(view_class.__name__, (SeenPersonMixin, view_class), {}), **kwargs)

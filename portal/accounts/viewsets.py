"""The admin's list of people: staff, unless somebody asks for the citizens."""

import django_filters
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

    def keep_all(self, queryset, name, value):
        """Leave the choice to the list: filters only take away, and citizens are not there to begin with."""
        return queryset


class StaffIndexView(IndexView):
    def get_base_queryset(self):
        people = super().get_base_queryset().with_second_factor()
        return people.not_staff() if self.request.GET.get("who") == OTHERS else people.staff()


class StaffViewSet(UserViewSet):
    index_view_class = StaffIndexView
    filterset_class = PeopleFilterSet

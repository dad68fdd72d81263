"""What is done to many people at once reaches those whom the list shows, and nobody whom its user may not see.

Stock Wagtail takes any keys from the address, and "all" for everybody there is, whatever the list was narrowed to: all
citizens would be deleted with the few members of staff that were ticked.
"""

from django.db.models import Q
from wagtail.users.views import bulk_actions as stock

from portal.accounts.models import User
from portal.accounts.viewsets import PeopleFilterSet, people_listed
from portal.core.bulk_actions import Silent

STOCK = [stock.AssignRoleBulkAction, stock.DeleteBulkAction, stock.SetActiveStateBulkAction]


class ListedPeople(Silent):
    def get_all_objects_in_listing_query(self, parent_id):
        request = self.request
        people = PeopleFilterSet(request.GET, people_listed(request), request=request).qs
        if words := request.GET.get("q", "").strip():
            names = Q(first_name__icontains=words) | Q(last_name__icontains=words)
            people = people.filter(names | Q(email__icontains=words))
        return people.values_list("pk", flat=True)

    def get_actionable_objects(self):
        people, others = super().get_actionable_objects()
        keys = [person.pk for person in people]
        seen = set(User.objects.seen_by(self.request.user).filter(pk__in=keys).values_list("pk", flat=True))
        return [person for person in people if person.pk in seen], others


def people_actions() -> list[type]:
    return [type(action.__name__, (ListedPeople, action), {}) for action in STOCK]

"""The gate before the staff: a session that has not shown its second factor is nobody's."""

from django.contrib.auth.models import AnonymousUser
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from portal.accounts.next_address import with_next
from portal.accounts.permissions import may_reach_admin
from portal.accounts.second_factor import came_by_code, is_due

STAFF_DOOR = "/cms/"


class StaffGateMiddleware:
    """Puts a stranger in the place of `request.user` while the session waits, and the person on `waiting_user`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        person = request.user
        request.user = SimpleLazyObject(lambda: let_in(request, person))
        if request.path.startswith(STAFF_DOOR) and waiting_user(request):
            return redirect(with_next("second_factor", wished_for(request)))
        return self.get_response(request)


def let_in(request, person):
    # Somebody who became staff meanwhile has to come in by the staff door.
    if person.is_authenticated and came_by_code(request, person) and may_reach_admin(person):
        return AnonymousUser()
    if person.is_authenticated and is_due(request, person):
        request.waiting_user = person
        return AnonymousUser()
    return person


def waiting_user(request):
    """Return the person whose session waits for the second factor, or None."""
    # The question is answered when somebody looks at the user.
    if request.user.is_authenticated:
        return None
    return getattr(request, "waiting_user", None)


def wished_for(request) -> str:
    """Return where somebody wanted to go; the door itself is no place to come back to."""
    if request.method == "GET" and request.path not in {
        reverse("wagtailadmin_login"),
        reverse("wagtailadmin_logout"),
    }:
        return request.get_full_path()
    return reverse("wagtailadmin_home")

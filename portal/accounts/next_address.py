"""Where somebody goes after signing in: an address of this site, never of another."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

LONGEST = 2_000


def next_address(request, otherwise: str = "me_settings") -> str:
    """Return the posted or given `next` when it is on this site, else the address of that name."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None, require_https=request.is_secure())
    # A word alone is no address: Django would look for a view of that name.
    if len(address) <= LONGEST and is_ours and address.startswith("/"):
        return address
    return reverse(otherwise)


def with_next(name: str, following: str) -> str:
    """Return the address of that name which leads on to `following`."""
    query = QueryDict(mutable=True)
    query["next"] = following
    return f"{reverse(name)}?{query.urlencode(safe='/')}"

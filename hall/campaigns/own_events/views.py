from django.core.paginator import Paginator
from django.shortcuts import render

from hall.campaigns.own_events.queries import own_parts, with_pages
from portal.accounts.me import personal_page

PAGE_SIZE = 20


@personal_page
def me_events(request):
    """Show a person all events that they take part in, with what they did and where it stands."""
    page = Paginator(own_parts(request.user), PAGE_SIZE).get_page(request.GET.get("p"))
    return render(
        request, "campaigns/me_events.html", {"own": with_pages(page.object_list), "page_obj": page}
    )

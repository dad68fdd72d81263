"""What can be shared, and what is said of it elsewhere."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404
from wagtail.models import Page

from units.models import UnitPage

WEIBO = "https://service.weibo.com/share/share.php"
TITLE_LENGTH = 100


@dataclass(frozen=True)
class Shared:
    """A public page as others shall hear of it. `address` is whole."""

    page: Page
    unit: UnitPage
    title: str
    address: str

    @property
    def weibo(self) -> str:
        return f"{WEIBO}?{urlencode({'url': self.address, 'title': self.title})}"


def find_shared(request, page_id: int) -> Shared:
    """Return a post, a unit, an event that is public. Raises `Http404` for anything else."""
    page = get_object_or_404(Page.objects.live(), pk=page_id).specific
    title = getattr(page, "share_title", "")
    if not title:
        raise Http404
    unit = page if isinstance(page, UnitPage) else page.unit
    return Shared(page, unit, title[:TITLE_LENGTH], request.build_absolute_uri(page.get_url(request)))

"""What can be shared, and what is said of it elsewhere."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404
from wagtail.models import Page

from hall.models import PostPage
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
    """Return a post or a unit that is public. Raises `Http404` for anything else."""
    for kind in (PostPage, UnitPage):
        page = kind.objects.live().filter(pk=page_id).first()
        if page:
            unit = page.unit if kind is PostPage else page
            title = (
                f"{unit.title}：{page.title}" if kind is PostPage else f"{unit.title}（{unit.official_name}）"
            )
            address = request.build_absolute_uri(page.get_url(request))
            return Shared(page, unit, title[:TITLE_LENGTH], address)
    raise Http404

"""What a response is: a post or an answer of ours that everybody can read."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from wagtail.models import Site

from hall.concerns.models import Concern
from hall.models import PostPage


def public_response(address: str) -> str:
    """Return the address of the response on this site, or nothing if there is none that everybody reads."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    if parts.netloc and parts.netloc not in our_hosts():
        return ""
    return answer_at(parts.path) or post_at(parts.path)


def our_hosts() -> set[str]:
    """Return under which names the site is known: its own, and those of Wagtail's sites."""
    roots = [settings.WAGTAILADMIN_BASE_URL, *(site.root_url for site in Site.get_site_root_paths())]
    return {urlsplit(root).netloc for root in roots}


def answer_at(path: str) -> str:
    """Return the address of a public concern whose answer is public too."""
    try:
        found = resolve(path)
    except Resolver404:
        return ""
    if found.url_name != "concern":
        return ""
    concern = Concern.objects.public().filter(number=found.kwargs["number"]).first()
    return concern.get_absolute_url() if concern and concern.answer_shown_at else ""


def post_at(path: str) -> str:
    """Return the address of a live post that nobody withdrew."""
    slug = path.rstrip("/").rpartition("/")[2]
    post = PostPage.objects.live().filter(slug=slug).first() if slug else None
    address = post.get_url() if post else ""
    return address if address and urlsplit(address).path.rstrip("/") == path.rstrip("/") else ""

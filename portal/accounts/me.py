"""A person's own corner, `/me/`: its sections, which every app adds to, and the door before them."""

from dataclasses import dataclass
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.utils.functional import Promise
from django.views.decorators.cache import never_cache

# A text, or one that is translated when it is shown.
StrOrPromise = str | Promise


@dataclass(frozen=True)
class Section:
    """One tab of `/me/`."""

    label: StrOrPromise
    url_name: str
    order: int


SECTIONS: list[Section] = []


def register_me_section(label: StrOrPromise, url_name: str, order: int) -> None:
    """Add a tab to `/me/`, from the imports of `AppConfig.ready`. `label` is translatable lazily."""
    SECTIONS.append(Section(label, url_name, order))
    SECTIONS.sort(key=lambda section: section.order)


def personal_page(view):
    """Let only people in who are signed in, ask others to sign in first, and keep the answer out of every cache."""

    @wraps(view)
    @never_cache
    @login_required(login_url="sign_in")
    def wrapper(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    return wrapper

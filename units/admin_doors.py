"""Doors of Wagtail's admin that its own permissions leave open to everybody who may sign in.

Each of these screens shows, or tells the names of, every unit's drafts and files, whoever asks. Everything else is
kept apart by the permissions on pages and collections; `tests/isolation` knocks at every address there is.
"""

from dataclasses import dataclass

from wagtail.admin.auth import permission_denied

from units.permissions import is_hall_desk


@dataclass(frozen=True)
class Door:
    """Addresses by name, or all of a namespace, and why they are shut. `desk` says whether the hall desk has a key."""

    names: tuple[str, ...]
    why: str
    desk: bool = True


DOORS = [
    Door(
        (
            "wagtailadmin_choose_page",
            "wagtailadmin_choose_page_child",
            "wagtailadmin_choose_page_search",
            "wagtailadmin_choose_page_chosen_multiple",
        ),
        "The page chooser browses and finds all pages, drafts too; only the hall desk has a field that uses it.",
    ),
    Door(
        ("wagtailadmin_tag_autocomplete", "wagtailadmin_tag_model_autocomplete"),
        "Tags are shared by all files; their names are whatever somebody typed.",
    ),
    Door(
        ("wagtailadmin_pages:type_use", "wagtailadmin_pages:type_use_results"),
        "Pages by type: the list is not that of one's unit.",
    ),
    Door(
        ("wagtailadmin_reports:",),
        "Wagtail's reports name every unit's people in their filters, and the history of files knows no units. "
        "A unit has its list of posts, and the history of each.",
    ),
    Door(
        ("wagtailadmin_api:images:",),
        "The list of pictures that scripts may ask for knows no collections; no screen asks for it.",
    ),
    Door(
        ("wagtailmedia:media_usage",),
        "Where a clip is used: it tells the clip's name to whoever asks.",
    ),
    Door(
        ("wagtailadmin_pages:copy",),
        "A copy takes any page as its new place and names it in its refusal. Posts are written, not copied.",
        desk=False,
    ),
    Door(
        ("wagtailadmin_pages:move", "wagtailadmin_pages:move_confirm"),
        "The confirmation names both pages before it asks whether one may move them.",
    ),
    Door(
        ("wagtailadmin_pages:confirm_workflow_cancellation",),
        "Asked before publishing over a running review, which nobody does; it answers for any page.",
    ),
    Door(
        ("wagtaildocs:", "wagtaildocs_chooser:", "wagtailadmin_api:documents:"),
        "The hall keeps no documents: they have no public address here.",
        desk=False,
    ),
]


class AdminDoorsMiddleware:
    """Turns people away from the doors above, in the words in which Wagtail does."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.view_name
        # Who asks is looked up for the few doors only, not for each address of the portal.
        if door_of(name) and request.user.is_authenticated and is_shut(request.user, name):
            return permission_denied(request)
        return None


def is_shut(user, name: str) -> bool:
    """Tell whether the address of this name is closed to `user`."""
    door = door_of(name)
    return door is not None and not (door.desk and is_hall_desk(user))


def door_of(name: str) -> Door | None:
    """Return the door that an address lies behind, if it lies behind one."""
    for door in DOORS:
        if any(name == shut or (shut.endswith(":") and name.startswith(shut)) for shut in door.names):
            return door
    return None

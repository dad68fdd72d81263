"""The order of the admin's main menu: what waits for somebody stands open, all else in a submenu of its kind.

Apps register their items in Wagtail's way and know nothing of this table. An item that no submenu takes stays open.
"""

from copy import copy
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem


@dataclass(frozen=True)
class Submenu:
    """What stands together, by the names of the items. Without a label it takes them only where it is there already."""

    name: str
    takes: frozenset[str]
    label: str | Promise = ""
    icon: str = ""
    order: int = 0


POSTS = {"posts", "repost", "together", "releases", "concerns-public", "good-deeds"}
FILES = {"explorer", "images", "media", "documents"}
SUBMENUS = [
    Submenu("content", frozenset(POSTS | FILES), pgettext_lazy("in the menu", "Content"), "doc-full", 100),
    Submenu(
        "units",
        frozenset({"team", "hall-teams", "deputies", "assessment", "training"}),
        _("Units and people"),
        "group",
        150,
    ),
    Submenu("reports", frozenset({"desk-board"})),
    Submenu("settings", frozenset({"snippets"})),
]


class ChosenItems(Menu):
    """A menu whose items somebody has been found to see already: asking each of them again would cost its queries."""

    def menu_items_for_request(self, request):
        return self.initial_menu_items


def group_items(request, items: list[MenuItem]) -> None:
    """Put the items that a submenu takes into it, in place. One item alone needs no submenu."""
    for submenu in SUBMENUS:
        taken = [item for item in items if item.name in submenu.takes]
        there = next((item for item in items if item.name == submenu.name), None)
        if there and taken:
            inside = [*there.menu.menu_items_for_request(request), *taken]
            items[:] = [item for item in items if item not in taken and item is not there]
            items.append(wider(there, inside))
        elif submenu.label and len(taken) > 1:
            items[:] = [item for item in items if item not in taken]
            items.append(new_item(submenu, taken))


def wider(there: SubmenuMenuItem, inside: list[MenuItem]) -> SubmenuMenuItem:
    """Return a copy that holds these items; what is registered is shared by all requests."""
    one = copy(there)
    one.menu = ChosenItems(items=inside)
    return one


def new_item(submenu: Submenu, inside: list[MenuItem]) -> SubmenuMenuItem:
    menu = ChosenItems(items=inside)
    return SubmenuMenuItem(
        submenu.label, menu, name=submenu.name, icon_name=submenu.icon, order=submenu.order
    )

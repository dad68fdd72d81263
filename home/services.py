"""Builds the portal's fixed pages and portal-wide teams. Idempotent: runs after every migration."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, Locale, Page, Site

from hall.models import HallPage
from hall.review.services import ensure_workflow
from home.models import HomePage
from portal.core.models import PortalSettings
from units.enums import PORTAL_ROLES, Role
from units.models import UnitDirectoryPage
from units.services import complete_teams, ensure_team, grant_admin_access, grant_on_collection, grant_on_page

DESK_ON_PAGES = ["add_page", "change_page", "lock_page", "unlock_page"]
DESK_ON_COLLECTIONS = ["add", "change", "delete", "choose"]
DESK_ON_MODELS = {
    "core": ["add_specialday", "change_specialday", "delete_specialday", "change_portalsettings"],
    "hall": ["add_category", "change_category", "delete_category"],
    "interaction": ["add_heldword", "change_heldword", "delete_heldword", "change_moderationsettings"],
    "review": ["add_speechphrase", "change_speechphrase"],
    "concerns": ["add_concernkind", "change_concernkind"],
    "supervision": [
        "add_opinionsource",
        "change_opinionsource",
        "delete_opinionsource",
        "change_opinionlevel",
    ],
    "campaigns": ["add_campaignpattern", "change_campaignpattern", "delete_campaignpattern"],
    "assessment": ["add_scheme", "change_scheme", "add_trainingsession", "change_trainingsession"],
}
# Nobody who is watched changes the rules of the watches.
RULES_OF_WATCHES = {"supervision": ["change_watchrule", "view_watchrule"]}
ON_MODELS = {
    Role.HALL_DESK: DESK_ON_MODELS,
    Role.CITY_OFFICE: RULES_OF_WATCHES,
    Role.INSPECTOR: RULES_OF_WATCHES,
}


@transaction.atomic
def ensure_portal() -> HomePage:
    """Make what is missing of the pages, the site, the portal-wide teams and the review. Returns the front page."""
    home = HomePage.objects.first() or build_home(ensure_root())
    if not HallPage.objects.exists():
        home.add_child(instance=HallPage(title="发布厅", slug="hall", show_in_menus=True))
    if not UnitDirectoryPage.objects.exists():
        home.add_child(instance=UnitDirectoryPage(title="成员单位", slug="units", show_in_menus=True))
    name_roots()
    name_site()
    ensure_portal_teams(home)
    complete_teams()
    ensure_workflow(page=home)
    return home


def ensure_root() -> Page:
    """Return the root of the tree. Wagtail's migrations make it; a flushed test database has lost it."""
    Locale.objects.get_or_create(language_code="zh-hans")
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    return Page.get_first_root_node() or Page.add_root(title="Root", slug="root")


def name_roots() -> None:
    """Wagtail's migrations name both roots in English; they stand in choosers that editors use."""
    Collection.objects.filter(depth=1, name="Root").update(name="公用")
    Page.objects.filter(depth=1, title="Root").update(title="全站", draft_title="全站")


def name_site() -> None:
    """Call Wagtail's site what the desk calls the hall: the admin's first page and its lists say it."""
    Site.objects.filter(is_default_site=True).update(site_name=name_of_hall())


def name_of_hall() -> str:
    field = PortalSettings._meta.get_field("hall_name")
    return PortalSettings.objects.values_list(field.name, flat=True).first() or field.default


def build_home(root: Page) -> HomePage:
    """Put the front page where Wagtail's migrations put their welcome page."""
    site = Site.objects.filter(is_default_site=True).first()
    welcome = site.root_page if site else None
    home = root.add_child(instance=HomePage(title="河源发布", slug="heyuan"))
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "root_page": home},
    )
    if welcome and welcome.specific_class is Page:
        Page.objects.get(pk=welcome.pk).delete()
    return home


def ensure_portal_teams(home: HomePage) -> None:
    for role in PORTAL_ROLES:
        team = ensure_team(role=role)
        grant_admin_access(group=team.group)
        if role == Role.HALL_DESK:
            grant_on_page(group=team.group, page=home, codenames=DESK_ON_PAGES)
            root = Collection.get_first_root_node()
            grant_on_collection(group=team.group, collection=root, actions=DESK_ON_COLLECTIONS)
        for app_label, codenames in ON_MODELS.get(role, {}).items():
            grant_on_models(team.group, app_label, codenames)


def grant_on_models(group: Group, app_label: str, codenames: list[str]) -> None:
    group.permissions.add(
        *Permission.objects.filter(content_type__app_label=app_label, codename__in=codenames)
    )

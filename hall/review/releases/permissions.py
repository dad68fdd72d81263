"""Who may stop, move, repeat and bundle releases, and why not. An empty answer means yes."""

from datetime import datetime

from django.utils.translation import gettext as _
from wagtail.models import Page, PageQuerySet

from hall.models import PostPage
from hall.review.models.release import JointItem, JointRelease
from hall.review.releases.enums import ItemState
from units.enums import Role
from units.models import UnitPage
from units.permissions import has_portal_role, has_role, is_hall_desk, unit_ids_with_role


def sees_all_releases(user) -> bool:
    return is_hall_desk(user) or has_portal_role(user, Role.CITY_OFFICE)


def units_of_releases(user) -> PageQuerySet:
    """Return the units whose releases `user` sees: all of them for the desk and the office, or those of their teams."""
    if sees_all_releases(user):
        return UnitPage.objects.all()
    return UnitPage.objects.filter(pk__in=unit_ids_with_role(user, Role.EDITOR, Role.REVIEWER))


def why_not_see_releases(user, units=()) -> str:
    """Say why `user` may not see the releases of these units; without any, of no unit at all."""
    if sees_all_releases(user):
        return ""
    mine = unit_ids_with_role(user, Role.EDITOR, Role.REVIEWER)
    if mine.intersection(unit.pk for unit in units) if units else mine:
        return ""
    return _("You have nothing to do with these releases.")


def why_not_scheduled(page: Page) -> str:
    if page.scheduled_revision:
        return ""
    return _("This post does not wait for a release any more.")


def why_not_stop(user, page: Page) -> str:
    """Say why `user` may not make a draft again of what was approved for later."""
    if not page.permissions_for_user(user).can_edit():
        return _("Only those who write for the unit, its spokespersons and the hall desk stop a release.")
    return why_not_scheduled(page)


def why_not_release(user, page: Page) -> str:
    """Say why `user` may not decide when an approved post goes out."""
    unit = page.get_parent()
    if not (is_hall_desk(user) or has_role(user, unit, Role.REVIEWER)):
        return _("Only the unit's spokespersons and the hall desk decide when an approved post goes out.")
    return why_not_scheduled(page)


def why_not_move(user, page: Page) -> str:
    """Say why `user` may not choose another time for an approved post. The text stays as it was approved."""
    if reason := why_not_release(user, page):
        return reason
    if page.scheduled_revision.pk != page.latest_revision_id:
        return _("The text was changed after its approval, so it needs another review.")
    if joint := joint_of(page):
        return _("It goes out with “%(joint)s”. Leave it out there first.") % {"joint": joint}
    return ""


def why_not_retry(user, page: Page) -> str:
    """Say why `user` may not release now what should be public already."""
    if reason := why_not_release(user, page):
        return reason
    if not hasattr(page.scheduled_revision, "stuck_release"):
        return _("Its time has not come yet.")
    return ""


def why_not_ready(page: Page) -> str:
    """Say what stands in the way of a release besides its approval."""
    if not page.get_parent().live:
        return _("The unit is not public any more.")
    return ""


def why_not_bundle(user) -> str:
    if is_hall_desk(user):
        return ""
    return _("Only the hall desk prepares joint releases.")


def why_not_change_joint(user, joint: JointRelease) -> str:
    if reason := why_not_bundle(user):
        return reason
    if not joint.is_coming:
        return _("This joint release is over: %(state)s.") % {"state": joint.get_state_display()}
    return ""


def why_not_see_joint(user, joint: JointRelease) -> str:
    """Say why `user` may not look at a joint release: none of their units takes part."""
    paths = joint.items.values_list("post__path", flat=True)
    above = {path[: -UnitPage.steplen] for path in paths}
    units = list(UnitPage.objects.filter(path__in=above))
    if units or sees_all_releases(user):
        return why_not_see_releases(user, units)
    return _("You have nothing to do with these releases.")


def why_not_leave_out(item: JointItem | None) -> str:
    if item and item.state == ItemState.WAITING:
        return ""
    return _("This post does not wait in this joint release.")


def why_not_release_joint(user, joint: JointRelease, now: datetime) -> str:
    """Say why `user` may not release now a bundle that was missed."""
    if reason := why_not_change_joint(user, joint):
        return reason
    if joint.goes_out_at > now:
        return _("Its time has not come yet.")
    return ""


def why_not_add(user, joint: JointRelease, post: PostPage) -> str:
    """Say why a post may not go out with a joint release."""
    if reason := why_not_change_joint(user, joint):
        return reason
    if other := joint_of(post):
        return _("It goes out with “%(joint)s” already.") % {"joint": other}
    if not post.has_unpublished_changes or hasattr(post, "withdrawal"):
        return _("It is public as it is, or was withdrawn.")
    return ""


def joint_of(page: Page) -> JointRelease | None:
    """Return the joint release that a page waits for, if any."""
    item = JointItem.objects.filter(post=page.pk, state=ItemState.WAITING).select_related("joint").first()
    return item.joint if item else None

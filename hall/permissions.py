"""Who may write, submit, repost and withdraw, and why not. An empty answer means yes."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from wagtail.locks import ScheduledForPublishLock

from hall.corrections import pending_reason
from portal.core.permissions import ReviewedPagePermissionTester
from units.enums import Role
from units.permissions import has_portal_role, has_role, is_hall_desk, paths_with_role

REASON_LIMIT = 300
LONGEST_AHEAD = timedelta(days=366)
CORRECTION_LIMIT = 200


def why_not_write(user, unit) -> str:
    if has_role(user, unit, Role.EDITOR, Role.REVIEWER) or is_hall_desk(user):
        return ""
    return _("You do not write for this unit.")


def why_not_attach(user, collection, item) -> str:
    """Say why a picture or clip may not go with a post of the unit whose collection this is."""
    if item.collection_id != collection.pk and item.uploaded_by_user_id != user.pk:
        return _("This file belongs to another unit.")
    return ""


def why_not_change(user, post) -> str:
    """Say why `user` may not save another version of a post from the composer."""
    if not post.permissions_for_user(user).can_edit():
        return _("You do not write for this unit.")
    if post.workflow_in_progress:
        return _("This post is under review. Take it back first if it must change.")
    lock = post.get_lock()
    if isinstance(lock, ScheduledForPublishLock):
        return _("This post is approved and waits for its hour. Stop its release first if it must change.")
    if lock and lock.for_user(user):
        return _("This post is locked by somebody else.")
    return ""


def why_not_overwrite(user, post, seen) -> str:
    """Say why a version newer than the one `user` has seen must not be overwritten unread.

    `seen` is the `version` that the post had then; nothing, where nobody has seen one.
    """
    latest = post.latest_revision
    if not seen or latest is None or post.version == seen:
        return ""
    if latest.user_id == user.pk:
        return _(
            "You have saved another version in another window in the meantime. "
            "What you wrote here is kept below; save it again to replace that one."
        )
    return _(
        "%(person)s has saved another version in the meantime. Yours is kept below; save it again to replace theirs."
    ) % {"person": latest.user or _("Somebody")}


def why_not_submit(user, post) -> str:
    if not post.permissions_for_user(user).can_edit():
        return _("You do not write for this unit.")
    if post.workflow_in_progress:
        return _("Somebody has submitted this post already; it is under review.")
    if post.approved_schedule:
        return _("This post is approved already and waits for its hour.")
    if not post.has_unpublished_changes:
        return _("This post is public as it is; there is nothing to review.")
    newest = post.get_latest_revision_as_object()
    if newest.category is None:
        return _("Choose a category before you submit.")
    return why_not_show_instead(post, newest.shown) or why_not_without_reason(post, pending_reason(post))


def why_not_show_instead(post, shown) -> str:
    """Say why what a version shows does not take the place of a public post: readers would see the same."""
    if post.live and shown == post.shown:
        return _("This post is public as it is; there is nothing to review.")
    return ""


def why_not_without_reason(post, reason) -> str:
    """Say that readers who have seen a post are told why it changes, or why it is back."""
    if post.first_published_at and not reason.strip():
        return _("Say in one sentence why it changes: readers have seen this post.")
    return ""


def why_not_file(written) -> str:
    """Say why a version cannot be public: nobody knows who must agree to a post without a category."""
    if written.category is None:
        return _("The category of this post is gone. Choose another one, and submit it again.")
    return ""


def why_not_choose_category(category, post=None) -> str:
    """Say why a post may not get this category; None stands for a post that is new."""
    if not category or not category.is_retired or (post and category.pk in post.categories_it_has()):
        return ""
    return _("The category “%(category)s” is retired. Choose another one.") % {"category": category}


def why_not_go_out_at(moment: datetime, now: datetime) -> str:
    """Say why a post cannot be released at a moment."""
    if moment <= now:
        return _("This time has passed already. Choose one that lies ahead.")
    if moment - now > LONGEST_AHEAD:
        return _("A release is planned a year ahead at most.")
    return ""


def why_not_repost(user, unit, original) -> str:
    if reason := why_not_write(user, unit):
        return reason
    if not original.live:
        return _("The original has been withdrawn.")
    if original.unit.pk == unit.pk:
        return _("A unit does not repost itself.")
    return ""


def why_not_withdraw(user, post) -> str:
    is_of_the_hall = is_hall_desk(user) or has_portal_role(user, Role.CITY_OFFICE)
    if not (is_of_the_hall or has_role(user, post.unit, Role.REVIEWER)):
        return _("Only the unit's spokespersons, the hall desk and the city office withdraw posts.")
    if not post.live:
        return _("This post is not public.")
    return ""


def why_not_give_reason(reason) -> str:
    """Say why a sentence will not do as the public reason of a withdrawal."""
    if not reason:
        return _("Say in one sentence why the post is withdrawn; readers will see it.")
    if len(reason) > REASON_LIMIT:
        return _("The reason may have %(limit)d characters at most.") % {"limit": REASON_LIMIT}
    return ""


class PostPermissionTester(ReviewedPagePermissionTester):
    """Posts are changed by those who write for that very unit, by the hall desk, and under review by its reviewers.

    Wagtail's permissions reach down to the posts of units below.
    """

    def writes_here(self):
        unit_path = self.page.path[: -self.page.steplen]
        return is_hall_desk(self.user) or unit_path in paths_with_role(self.user, Role.EDITOR, Role.REVIEWER)

    def can_edit(self):
        return super().can_edit() and (self.writes_here() or self.may_correct())

    def can_delete(self, ignore_bulk=False):
        return super().can_delete(ignore_bulk) and (self.writes_here() or self.is_break_glass())

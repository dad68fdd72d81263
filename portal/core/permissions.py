"""Who may do what to a page, to a kept file, and to the work-day calendar.

Nobody publishes directly: the last approval of a review does.

Stock Wagtail lets a holder of "publish" walk round every workflow (create, edit, bulk, copy, alias, move, delete,
schedule, and publishing over a running review). All of them ask this tester.
"""

from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import PagePermissionTester

LONGEST_HOLIDAY = 31


def why_not_change_calendar(user) -> str:
    if user.has_perm("core.change_specialday"):
        return ""
    return _("Only the hall desk keeps the calendar.")


def why_not_enter(first: date, last: date) -> str:
    if last < first:
        return _("The last day lies before the first.")
    if (last - first).days >= LONGEST_HOLIDAY:
        return _("No holiday is longer than %(days)d days.") % {"days": LONGEST_HOLIDAY}
    return ""


def why_not_settle(known, has_days: bool) -> str:
    """Say why a `CalendarYear` cannot be declared settled."""
    if not has_days:
        return _("This year has no days yet.")
    if known.is_settled:
        return _("This year is settled already.")
    return ""


def why_not_exchange(item) -> str:
    """Say why the file of a picture or clip cannot become another: no review would see what posts then show."""
    if item.pk is None:
        return ""
    return _("Posts show this file as it was reviewed, so it stays what it is. Upload the new one by itself.")


class ReviewedPagePermissionTester(PagePermissionTester):
    """Refuses every direct way to the public; `BREAK_GLASS` opens them to superusers in an emergency."""

    def is_break_glass(self):
        return settings.BREAK_GLASS and self.user.is_active and self.user.is_superuser

    def may_correct(self):
        """Tell whether the step that the page waits at is open to the user, or was until they changed the text."""
        task = self.page.current_workflow_task
        return bool(task) and not task.locked_for_user(self.page, self.user)

    def can_publish(self):
        return self.is_break_glass() and super().can_publish()

    def can_publish_subpage(self):
        return self.is_break_glass() and super().can_publish_subpage()

    def can_unpublish(self):
        return self.is_break_glass() and super().can_unpublish()

    def can_lock(self):
        """A lock of one's own would open a text to oneself while its reviewers read it."""
        return super().can_lock() and not self.page.workflow_in_progress

    def can_unschedule(self):
        """Stopping what a review has approved for later makes nothing public."""
        return self.can_edit()

    def can_set_view_restrictions(self):
        return self.is_break_glass()

    def can_reorder_children(self):
        return self.is_break_glass() and super().can_reorder_children()

    def can_delete(self, ignore_bulk=False):
        """Allow what was never public and is under nobody's eyes, and ask no query for it: lists ask on every row."""
        if self.is_break_glass():
            return super().can_delete(ignore_bulk)
        if not self.user.is_active or self.page_is_root or not self.page.is_leaf():
            return False
        if self.page.first_published_at or self.page.workflow_in_progress:
            return False
        if self.user.is_superuser or "change" in self.permissions:
            return True
        return "add" in self.permissions and self.page.owner_id == self.user.pk

    def can_copy(self):
        return self.is_break_glass() and super().can_copy()

    def can_move(self):
        return self.is_break_glass() and super().can_move()

    def can_move_to(self, destination):
        return self.is_break_glass() and super().can_move_to(destination)

"""Who may do what to a page. Nobody publishes directly: the last approval of a review does.

Stock Wagtail lets a holder of "publish" walk round every workflow (create, edit, bulk, copy, alias, move, delete,
schedule, and publishing over a running review). All of them ask this tester.
"""

from django.conf import settings
from wagtail.models import PagePermissionTester


class ReviewedPagePermissionTester(PagePermissionTester):
    """Refuses every direct way to the public; `BREAK_GLASS` opens them to superusers in an emergency."""

    def is_break_glass(self):
        return settings.BREAK_GLASS and self.user.is_active and self.user.is_superuser

    def can_publish(self):
        return self.is_break_glass() and super().can_publish()

    def can_publish_subpage(self):
        return self.is_break_glass() and super().can_publish_subpage()

    def can_unpublish(self):
        return self.is_break_glass() and super().can_unpublish()

    def can_set_view_restrictions(self):
        return self.is_break_glass()

    def can_reorder_children(self):
        return self.is_break_glass() and super().can_reorder_children()

    def can_delete(self, ignore_bulk=False):
        if self.is_break_glass():
            return super().can_delete(ignore_bulk)
        if self.page.first_published_at or not self.page.is_leaf():
            return False
        return super().can_delete(ignore_bulk)

    def can_move(self):
        return self.is_break_glass() and super().can_move()

    def can_move_to(self, destination):
        return self.is_break_glass() and super().can_move_to(destination)

from wagtail.models import Page

from portal.core.cache import set_cache_policy
from portal.core.permissions import ReviewedPagePermissionTester
from portal.core.versions import without_what_is_gone


class BasePage(Page):
    """A page of the portal: published only through review, served the same to every anonymous visitor."""

    permission_tester_class = ReviewedPagePermissionTester

    # A page type says itself where it may stand; below one that does not, nothing can be created.
    parent_page_types: list[str] = []

    # Whether the public may comment below pages of this type.
    takes_comments = False

    class Meta:
        abstract = True

    @property
    def share_title(self) -> str:
        """What a page is called where it is passed on; nothing for one that is not."""
        return ""

    def permissions_for_user(self, user):
        return self.permission_tester_class(user, self)

    def save_revision(self, *args, overwrite_revision=None, **kwargs):
        """Save a version. Autosave writes over no text that reviewers or readers have seen."""
        if overwrite_revision and self.was_seen(overwrite_revision):
            overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    def was_seen(self, revision) -> bool:
        """Tell whether a version was ever under review or public: its approvals, and lines of its history, name it."""
        if self.current_workflow_state or revision.task_states.exists():
            return True
        # What went out past a review has no steps.
        return bool(self.last_published_at) and revision.created_at <= self.last_published_at

    @classmethod
    def from_serializable_data(cls, data, check_fks=True, strict_fks=False):
        return super().from_serializable_data(without_what_is_gone(cls, data), check_fks, strict_fks)

    def serve(self, request, *args, **kwargs):
        return set_cache_policy(request, super().serve(request, *args, **kwargs))

    def review_levels(self):
        """Return how many review steps a change of this page must pass, 1 to 3 (BRIEF M7)."""
        return 2

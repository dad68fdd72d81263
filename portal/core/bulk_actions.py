"""Wagtail's bulk actions, silent about what the user may not touch.

Stock Wagtail takes any keys from the address and lists by title those that it will not act on: anybody could read
the titles of another unit's drafts and files by counting.
"""

from wagtail.admin.views.pages import bulk_actions as pages
from wagtail.images.views import bulk_actions as images

STOCK = [
    pages.DeleteBulkAction,
    pages.MoveBulkAction,
    pages.PublishBulkAction,
    pages.UnpublishBulkAction,
    images.AddTagsBulkAction,
    images.AddToCollectionBulkAction,
    images.DeleteBulkAction,
]


class Silent:
    """Acts on what the user may touch and does not name the rest."""

    def get_actionable_objects(self):
        objects, others = super().get_actionable_objects()
        return objects, {**others, "items_with_no_access": []}


def silent_actions() -> list[type]:
    """Return the stock actions, made silent; registered later they take the place of the stock ones.

    Those for people are made silent by `portal.accounts`, which knows whom somebody may see.
    """
    return [type(action.__name__, (Silent, action), {}) for action in STOCK]

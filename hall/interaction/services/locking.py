"""One way to lock a comment, for everybody who changes what readers see of a thread."""

from hall.interaction.models import Comment


def lock_comment(comment_id: int) -> Comment:
    """Lock a comment and the one above it, older first, and return it with all that rules ask about."""
    above = Comment.objects.values_list("parent", flat=True).get(pk=comment_id)
    rows = Comment.objects.select_for_update().filter(pk__in=[pk for pk in (above, comment_id) if pk])
    list(rows.order_by("pk"))
    return Comment.objects.select_related("page", "page_unit", "parent", "unit", "author").get(pk=comment_id)

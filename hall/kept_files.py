"""What only versions of posts name: no foreign key holds it, yet readers are to see it."""

from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState

from hall.models import PICTURE_LIMIT, PostPage, PostPicture
from portal.core.models import PortalMedia

UNDER_EYES = Q(task_states__status=TaskState.STATUS_IN_PROGRESS) | Q(approved_go_live_at__isnull=False)


def why_not_delete_file(item) -> str:
    """Say why a picture or clip stays although perhaps no public post shows it."""
    if versions_to_come().filter(names(item)).exists():
        return _("A post that is being written or reviewed carries this file, so it stays.")
    return ""


def why_not_delete_category(category) -> str:
    """Say why a category stays: posts are filed under it, whatever has become of them, or are about to be."""
    if category.posts.exists() or versions_to_come().filter(content__category=category.pk).exists():
        return _(
            "Posts have the category “%(category)s”, so it stays. Retire it instead: "
            "they keep it, and no new post can choose it."
        ) % {"category": category}
    return ""


def why_not_recrop(image) -> str:
    """Say why the part of a picture that small shapes show stays: readers or reviewers look at it."""
    if PostPicture.objects.filter(image=image, post__live=True).exists():
        return _(
            "A public post shows this picture, so its focal point stays. Upload the picture anew for another."
        )
    if versions_under_eyes().filter(names(image)).exists():
        return _(
            "A post under review carries this picture, so its focal point stays until that is public or returned."
        )
    return ""


def versions_under_eyes():
    """Return the versions of posts that are under review or approved for later."""
    return Revision.objects.filter(UNDER_EYES, content_type=ContentType.objects.get_for_model(PostPage))


def versions_to_come():
    """Return the versions of posts that are written on, under review, or approved for later."""
    newest = PostPage.objects.filter(has_unpublished_changes=True).values("latest_revision")
    return Revision.objects.filter(
        Q(pk__in=newest) | UNDER_EYES, content_type=ContentType.objects.get_for_model(PostPage)
    )


def names(item) -> Q:
    """Return the condition on a version of a post that it carries this file."""
    if isinstance(item, PortalMedia):
        return Q(content__media=item.pk)
    places = (Q(**{f"content__pictures__{place}__image": item.pk}) for place in range(PICTURE_LIMIT))
    return reduce(or_, places)

"""Facts the hall hears."""

from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from hall.categories import ensure_categories
from hall.kept_files import why_not_delete_category, why_not_delete_file, why_not_recrop
from hall.models import Category, HallPage, PostPage
from hall.services import hide_from_timeline, note_correction, show_on_timeline
from hall.signals import words_hidden, words_shown
from hall.tasks import draw_pictures
from portal.core.background import enqueue_after_commit
from portal.core.models import PortalImage, PortalMedia
from portal.core.refusals import refuse_if
from units.onboarding.signals import head_account_asked, head_account_named


@receiver(page_published, sender=PostPage)
def show_published_post(instance, revision, **kwargs):
    # Wagtail says so too when a post is approved for later; it says it again when the time has come.
    if not instance.live:
        return
    note_correction(post=instance, revision_number=revision.pk, now=instance.last_published_at)
    show_on_timeline(post=instance)
    announce_post(instance)
    enqueue_after_commit(draw_pictures, post_pk=instance.pk)


@receiver(page_unpublished, sender=PostPage)
def hide_unpublished_post(instance, **kwargs):
    hide_from_timeline(post=instance)
    words_hidden.send(PostPage, kind="post", key=instance.pk)


def announce_post(post):
    """Say that a post is public as it is now: to all who look for what is said to them."""
    words_shown.send(
        PostPage,
        kind="post",
        key=post.pk,
        text=post.text,
        page=post,
        address=post.url or "",
        unit=post.unit,
        name=post.unit.title,
        at=post.first_published_at,
    )


@receiver(pre_delete, sender=PortalImage)
@receiver(pre_delete, sender=PortalMedia)
def keep_what_posts_will_show(instance, **kwargs):
    # Public posts hold their files by a foreign key; versions that are not public only name them.
    refuse_if(why_not_delete_file(instance))


@receiver(pre_save, sender=PortalImage)
def keep_what_small_shapes_show(instance, **kwargs):
    centre = ["focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"]
    before = PortalImage.objects.filter(pk=instance.pk).values_list(*centre).first()
    if before and before != tuple(getattr(instance, name) for name in centre):
        refuse_if(why_not_recrop(instance))


@receiver(pre_delete, sender=Category)
def keep_category_in_use(instance, **kwargs):
    refuse_if(why_not_delete_category(instance))


@receiver(head_account_named)
def put_at_the_head(unit, **kwargs):
    HallPage.objects.update(head=unit)


@receiver(head_account_asked)
def tell_head(**kwargs):
    return HallPage.objects.values_list("head", flat=True).first()


def bring_categories(**kwargs):
    ensure_categories()

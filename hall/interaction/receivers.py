"""Facts the public's floor hears."""

from django.db.models import F
from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from hall.interaction import tasks
from hall.interaction.models import Follow, FollowerCount, Like, LikeCount
from hall.interaction.places import takes_comments, was_away
from hall.interaction.publicity import tell_page_back, tell_page_gone, tell_place_back
from hall.models import PostPage
from portal.core.background import enqueue_after_commit
from units.models import UnitPage


# Likes and follows go in more than one way: people take them back, and people leave with all that was theirs.
@receiver(post_delete, sender=Like)
def count_like_down(instance, **kwargs):
    LikeCount.objects.filter(page=instance.page_id, total__gt=0).update(total=F("total") - 1)


@receiver(post_delete, sender=Follow)
def count_follower_down(instance, **kwargs):
    if instance.unit_id:
        FollowerCount.objects.filter(unit=instance.unit_id, total__gt=0).update(total=F("total") - 1)


@receiver(page_published, sender=UnitPage)
def bring_followers_of_all(instance, **kwargs):
    # A unit that is published again was followed, or not, when it was launched.
    if instance.live and instance.first_published_at == instance.last_published_at:
        enqueue_after_commit(tasks.follow_launched_unit, unit_pk=instance.pk)


@receiver(page_unpublished)
def say_that_comments_are_gone(instance, **kwargs):
    if takes_comments(instance):
        tell_page_gone(instance.pk)


@receiver(page_published, sender=PostPage)
def say_that_comments_are_back(instance, **kwargs):
    if instance.live:
        tell_page_back(instance.pk)


@receiver(page_published)
def say_that_comments_of_a_unit_or_the_hall_are_back(instance, **kwargs):
    # Told again each time somebody corrects a unit's face, it would cost as much as all that was ever said there.
    if (
        takes_comments(instance)
        and not isinstance(instance, PostPage)
        and instance.live
        and was_away(instance)
    ):
        tell_place_back(instance.pk)

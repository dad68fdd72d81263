"""What the public's floor leaves to the background."""

from django.utils import timezone
from django_tasks import task

from hall.interaction import notifications
from hall.interaction.following import services
from hall.interaction.models import Comment
from units.models import UnitPage


@task()
def follow_launched_unit(unit_pk: int) -> None:
    """Let those who follow every unit follow one that has just come online."""
    unit = UnitPage.objects.live().filter(pk=unit_pk).first()
    if unit:
        services.follow_launched_unit(unit=unit, now=timezone.now())


@task()
def tell_of_decision(comment_pk: int) -> None:
    """Tell the writer of a comment what somebody has decided."""
    notifications.tell_of_decision(Comment.objects.select_related("author", "page").get(pk=comment_pk))


@task()
def tell_of_answer(comment_pk: int) -> None:
    """Tell the writer of a comment that a unit has answered."""
    answers = Comment.objects.select_related("page", "unit", "answers__author", "parent__author")
    notifications.tell_of_answer(answers.get(pk=comment_pk))

"""Posts on their way through review."""

import factory
from django.utils import timezone

from hall.models import Category, PostPage
from hall.review.enums import ReviewEvent
from hall.review.models import ReviewRecord
from hall.review.services import approve, return_post
from hall.review.urgent.services import release_urgently
from hall.services import draft_post, submit_post
from tests.factories.people import CityOfficeFactory, HallDeskFactory, LanePersonFactory, MemberFactory
from tests.factories.posts import CategoryFactory
from tests.factories.units import UnitFactory
from units.enums import Role

REVIEWERS = {
    1: lambda unit: MemberFactory(unit, Role.REVIEWER),
    2: lambda unit: HallDeskFactory(),
    3: lambda unit: CityOfficeFactory(),
}


def category_of(levels):
    return Category.objects.filter(levels=levels).first() or CategoryFactory(levels=levels)


def SubmittedPostFactory(
    *, unit=None, levels=1, author=None, approvals=0, is_returned=False, text="", **fields
):
    """Make a post under review as people make it: written, submitted, approved `approvals` times, perhaps returned.

    A reviewer is made for every decision; with `approvals=levels` the post is public.
    """
    unit = unit or UnitFactory()
    author = author or MemberFactory(unit)
    post = draft_post(
        unit=unit, author=author, text=text or "今晚停水,请街坊存水。", category=category_of(levels), **fields
    )
    submit_post(post_id=post.pk, user=author)
    for level in range(1, approvals + 1):
        approve(task_state_id=step_of(post).pk, reviewer=REVIEWERS[level](unit))
    if is_returned:
        return_post(
            task_state_id=step_of(post).pk, reviewer=REVIEWERS[approvals + 1](unit), reason="请写明时间。"
        )
    return PostPage.objects.get(pk=post.pk)


def step_of(post):
    """Return the step at which a post waits, fresh from the database."""
    return PostPage.objects.get(pk=post.pk).current_workflow_task_state


class LineFactory(factory.django.DjangoModelFactory):
    """A line of the audit as the database keeps it, without a seal, about a page that is gone."""

    class Meta:
        model = ReviewRecord

    page_number = factory.Sequence(lambda n: 1_000_000 + n)
    title = "今晚停水，请街坊存水。"
    unit_name = "河源水务"
    event = ReviewEvent.SUBMITTED
    person_number = 7
    person_name = "张晓"
    comment = "请写明“几点”。"
    facts = {"分类": "民生", "hours": [4, 0.5]}
    revision_number = 3
    fingerprint = "0" * 64


def UrgentReleaseFactory(*, unit=None, levels=2, author=None, by=None, now=None, text="", **fields):
    """Let a draft become public through the urgent lane, its after-review open."""
    unit = unit or UnitFactory()
    post = draft_post(
        unit=unit,
        author=author or MemberFactory(unit),
        text=text or "东江水位快速上涨,请低处的街坊立即上楼。",
        category=category_of(levels),
        **fields,
    )
    return release_urgently(
        page_id=post.pk,
        user=by or LanePersonFactory(),
        reason="水位一小时涨了半米",
        seen_revision_id=post.latest_revision_id,
        now=now or timezone.now(),
    )

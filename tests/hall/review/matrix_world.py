"""A unit with everybody who could have to do with its posts, and one post for each way in which a post can stand."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.test import TestCase
from django.utils import timezone

from hall.models import PostPage
from hall.review.releases.enums import StuckCause
from hall.review.releases.releasing import hold
from hall.review.services import approve, claim_step, return_post
from hall.review.urgent.services import release_urgently
from hall.services import draft_post, save_draft, submit_post, withdraw_post
from tests.factories import (
    CityOfficeFactory,
    HallDeskFactory,
    InspectorFactory,
    LanePersonFactory,
    MemberFactory,
    UnitFactory,
    UserFactory,
    category_of,
    step_of,
)
from units.enums import Role
from units.services import remove_member


class MatrixTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        above = UnitFactory(title="河源公安")
        cls.unit = UnitFactory(title="老隆派出所", parent=above)
        cls.people = {
            "writer": MemberFactory(cls.unit),
            "editor": MemberFactory(cls.unit),
            "speaker": MemberFactory(cls.unit, Role.REVIEWER),
            "second": MemberFactory(cls.unit, Role.REVIEWER),
            "wrote": MemberFactory(cls.unit, Role.REVIEWER),
            "above": MemberFactory(above, Role.REVIEWER),
            "other": MemberFactory(UnitFactory(), Role.REVIEWER),
            "liaison": MemberFactory(cls.unit, Role.LIAISON),
            "organiser": MemberFactory(cls.unit, Role.ORGANISER),
            "desk": HallDeskFactory(),
            "office": CityOfficeFactory(),
            "lane": LanePersonFactory(),
            "inspector": InspectorFactory(),
            "super": UserFactory(superuser=True),
            "gone": MemberFactory(cls.unit, Role.REVIEWER),
            "off": MemberFactory(cls.unit, Role.REVIEWER),
        }
        remove_member(team=cls.unit.teams.get(role=Role.REVIEWER), user=cls.people["gone"])
        cls.people["off"].is_active = False
        cls.people["off"].save()
        makers = [name for name in dir(cls) if name.startswith("make_")]
        cls.posts = {name.removeprefix("make_").replace("_", " "): getattr(cls, name)().pk for name in makers}

    @classmethod
    def written(cls, levels=1, **fields):
        """Make a draft that the writer began and a spokesperson changed."""
        content = {"category": category_of(levels), **fields}
        post = draft_post(unit=cls.unit, author=cls.people["writer"], text="今晚停水", **content)
        return save_draft(post_id=post.pk, author=cls.people["wrote"], text="今晚停水，请存水。", **content)

    @classmethod
    def submitted(cls, approvals=(), **fields):
        post = cls.written(**fields)
        submit_post(post_id=post.pk, user=cls.people["writer"])
        for name in approvals:
            approve(task_state_id=step_of(post).pk, reviewer=cls.people[name])
        return PostPage.objects.get(pk=post.pk)

    @classmethod
    def make_draft(cls):
        return cls.written()

    @classmethod
    def make_at_unit(cls):
        return cls.submitted(levels=3)

    @classmethod
    def make_claimed(cls):
        post = cls.submitted()
        claim_step(task_state_id=step_of(post).pk, reviewer=cls.people["second"], now=timezone.now())
        return post

    @classmethod
    def make_at_desk(cls):
        return cls.submitted(["speaker"], levels=3)

    @classmethod
    def make_at_office(cls):
        return cls.submitted(["speaker", "desk"], levels=3)

    @classmethod
    def make_passed_on(cls):
        """All spokespersons of the unit have written, so none of them is left to review it."""
        post = cls.written()
        for name in ["speaker", "second"]:
            save_draft(
                post_id=post.pk, author=cls.people[name], text=f"今晚停水。{name}", category=category_of(1)
            )
        submit_post(post_id=post.pk, user=cls.people["writer"])
        return post

    @classmethod
    def make_returned(cls):
        post = cls.submitted()
        return_post(task_state_id=step_of(post).pk, reviewer=cls.people["speaker"], reason="请写明时间。")
        return post

    @classmethod
    def make_scheduled(cls):
        return cls.submitted(["speaker"], go_live_at=timezone.now() + timedelta(days=1))

    @classmethod
    def make_missed(cls):
        post = cls.make_scheduled()
        hold(
            page=post,
            revision=post.scheduled_revision,
            cause=StuckCause.MISSED,
            reason="停电",
            now=timezone.now(),
        )
        return post

    @classmethod
    def make_public(cls):
        return cls.submitted(["speaker"])

    @classmethod
    def make_changed(cls):
        post = cls.make_public()
        return save_draft(
            post_id=post.pk,
            author=cls.people["writer"],
            text="今晚八点停水。",
            category=category_of(1),
            correction="补上时间",
        )

    @classmethod
    def make_correction(cls):
        post = cls.make_changed()
        submit_post(post_id=post.pk, user=cls.people["writer"])
        return post

    @classmethod
    def make_urgent(cls):
        post = cls.written()
        release_urgently(
            page_id=post.pk,
            user=cls.people["lane"],
            reason="水位一小时涨了半米",
            seen_revision_id=post.latest_revision_id,
            now=timezone.now(),
        )
        return post

    @classmethod
    def make_withdrawn(cls):
        post = cls.make_public()
        withdraw_post(post_id=post.pk, by=cls.people["desk"], reason="写错了时间", now=timezone.now())
        return post

    def person(self, name):
        """Return somebody as one request knows them: teams are read once for each user object."""
        return get_user_model().objects.get(pk=self.people[name].pk)

    def post(self, situation):
        return PostPage.objects.get(pk=self.posts[situation])

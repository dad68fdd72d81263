"""Posts on their way through the review, brought to where they stand by the verbs that people use."""

from dataclasses import dataclass
from datetime import datetime

from hall.enums import ReviewLevel
from hall.models import Category, PostPage
from hall.review.services import approve, return_post
from hall.review.urgent.services import release_urgently
from hall.services import draft_post, save_draft, submit_post, withdraw_post
from portal.accounts.models import User
from portal.demo.builders.people import DESK, OFFICE, URGENT
from portal.demo.builders.pictures import Drawn
from portal.demo.builders.units import NOT_LAUNCHED
from portal.demo.reading import Post, read_toml, slug_of
from units.enums import Role
from units.models import UnitPage

# How many of its steps a post has passed that waits at one of them.
PASSED = {"unit": 0, "desk": 1, "office": 2}
PREPARED = 3


@dataclass(frozen=True)
class Waiting:
    """A post of `review.toml`."""

    unit: str
    stands: str
    text: str
    category: str = ""
    place: str = ""
    reason: str = ""
    becomes: str = ""

    @property
    def slug(self) -> str:
        return slug_of(f"review {self.unit} {self.stands} {self.text[:12]}")


def bring_reviews(units: dict[str, UnitPage], now: datetime) -> None:
    """Bring the posts of `review.toml` that are not there yet to where they stand."""
    waiting = [
        Waiting(**{**fields, "text": fields["text"].strip()}) for fields in read_toml("review.toml")["post"]
    ]
    there = set(
        PostPage.objects.filter(slug__in=[one.slug for one in waiting]).values_list("slug", flat=True)
    )
    for one in waiting:
        if one.slug not in there:
            Journey(one, units[one.unit], now).go()


def bring_prepared(posts: list[Post], units: dict[str, UnitPage], drawn: Drawn) -> None:
    """Give units that are not launched yet the drafts they have prepared; the first one is sent to review."""
    preparing = [unit for code, unit in units.items() if code in NOT_LAUNCHED]
    for unit in [unit for unit in preparing if not unit.live and not unit.numchild]:
        prepared = [post for post in posts if post.unit == unit.code][:PREPARED]
        author = person(unit, Role.EDITOR)
        for number, post in enumerate(prepared):
            draft = draft_post(
                unit=unit,
                author=author,
                text=post.text,
                category=Category.objects.get(name=post.category),
                location=post.place,
                pictures=[drawn[drawing] for drawing in post.draw],
                slug=post.slug,
            )
            if number == 0:
                submit_post(post_id=draft.pk, user=author)


def person(unit: UnitPage, role: Role) -> User:
    return unit.teams.get(role=role).members().first()


class Journey:
    """One post, its people, and how far it goes."""

    def __init__(self, waiting: Waiting, unit: UnitPage, now: datetime):
        self.waiting, self.unit, self.now = waiting, unit, now
        self.editor = person(unit, Role.EDITOR)
        self.reviewers = {
            ReviewLevel.UNIT: person(unit, Role.REVIEWER),
            ReviewLevel.HALL_DESK: User.objects.get(email=DESK),
            ReviewLevel.CITY_OFFICE: User.objects.get(email=OFFICE),
        }

    def go(self) -> None:
        stands = self.waiting.stands
        writer = self.reviewers[ReviewLevel.UNIT] if stands == "own" else self.editor
        self.post = draft_post(
            unit=self.unit,
            author=writer,
            text=self.waiting.text,
            category=self.category(self.waiting.category),
            location=self.waiting.place,
            slug=self.waiting.slug,
        )
        if stands == "draft":
            return
        if stands == "urgent":
            self.release_urgently()
            return
        submit_post(post_id=self.post.pk, user=writer)
        for _step in range(PASSED.get(stands, 0)):
            self.approve()
        if stands in ("returned", "raised"):
            return_post(
                task_state_id=self.step().pk,
                reviewer=self.reviewers[ReviewLevel.UNIT],
                reason=self.waiting.reason,
            )
        if stands == "raised":
            self.raise_category()
        if stands == "withdrawn":
            self.withdraw()

    def release_urgently(self) -> None:
        release_urgently(
            page_id=self.post.pk,
            user=User.objects.get(email=URGENT),
            reason=self.waiting.reason,
            seen_revision_id=self.post.latest_revision_id,
            now=self.now,
        )

    def category(self, name: str) -> Category | None:
        return Category.objects.filter(name=name).first()

    def step(self):
        return PostPage.objects.get(pk=self.post.pk).current_workflow_task_state.specific

    def approve(self) -> None:
        step = self.step()
        approve(task_state_id=step.pk, reviewer=self.reviewers[step.level])

    def raise_category(self) -> None:
        save_draft(
            post_id=self.post.pk,
            author=self.editor,
            text=self.waiting.text,
            category=self.category(self.waiting.becomes),
        )
        submit_post(post_id=self.post.pk, user=self.editor)
        self.approve()

    def withdraw(self) -> None:
        while not PostPage.objects.get(pk=self.post.pk).live:
            self.approve()
        withdraw_post(
            post_id=self.post.pk,
            by=self.reviewers[ReviewLevel.UNIT],
            reason=self.waiting.reason,
            now=self.now,
        )

"""What the demo city releases by the clock: one post of tomorrow, and a greeting of several units."""

from datetime import datetime, timedelta

from hall.models import Category, PostPage
from hall.review.models import JointRelease
from hall.review.releases.joining import draft_for_units, make_joint
from hall.review.services import approve
from hall.services import draft_post, submit_post
from portal.accounts.models import User
from portal.demo.builders.in_review import person
from portal.demo.builders.people import DESK
from portal.demo.reading import read_toml, slug_of
from units.enums import Role
from units.models import UnitPage


def bring_releases(units: dict[str, UnitPage], now: datetime) -> None:
    """Bring the scheduled post and the joint release of `releases.toml` that are not there yet."""
    content = read_toml("releases.toml")
    slug = slug_of("release of tomorrow")
    if not PostPage.objects.filter(slug=slug).exists():
        bring_post(content["post"], slug, units, now)
    if not JointRelease.objects.filter(name=content["joint"]["name"]).exists():
        bring_joint(content["joint"], units, now)


def bring_post(fields: dict, slug: str, units: dict[str, UnitPage], now: datetime) -> None:
    unit = units[fields["unit"]]
    author = person(unit, Role.EDITOR)
    post = draft_post(
        unit=unit,
        author=author,
        text=fields["text"].strip(),
        category=Category.objects.filter(name=fields["category"]).first(),
        go_live_at=at_hour(now + timedelta(days=1), fields["hour"]),
        slug=slug,
    )
    submit_post(post_id=post.pk, user=author)
    approve_as_unit(post, unit)


def bring_joint(fields: dict, units: dict[str, UnitPage], now: datetime) -> None:
    desk = User.objects.get(email=DESK)
    day = now.replace(month=fields["month"], day=fields["day"])
    hour = at_hour(day, fields["hour"])
    if hour <= now:
        hour = hour.replace(year=hour.year + 1)
    joint = make_joint(name=fields["name"], goes_out_at=hour, by=desk, now=now)
    codes = fields["approved"] + fields["submitted"] + fields["drafted"]
    posts = draft_for_units(
        joint_id=joint.pk,
        units=[units[code] for code in codes],
        text=fields["text"].strip(),
        category=Category.objects.filter(name=fields["category"]).first(),
        by=desk,
    )
    for code, post in zip(codes, posts, strict=True):
        if code not in fields["drafted"]:
            submit_post(post_id=post.pk, user=desk)
        if code in fields["approved"]:
            approve_as_unit(post, units[code])


def approve_as_unit(post: PostPage, unit: UnitPage) -> None:
    step = PostPage.objects.get(pk=post.pk).current_workflow_task_state
    approve(task_state_id=step.pk, reviewer=person(unit, Role.REVIEWER))


def at_hour(day: datetime, hour: str) -> datetime:
    hours, minutes = hour.split(":")
    return day.replace(hour=int(hours), minute=int(minutes), second=0, microsecond=0)

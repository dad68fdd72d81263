"""Two units: ours, whose people knock at every door, and theirs, whose things nobody of ours may see or change."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.documents import get_document_model
from wagtail.models import UploadedFile

from hall.assessment.enums import MonthState
from hall.assessment.models import (
    Appeal,
    AssessedMonth,
    Scheme,
    Scorecard,
    ScorecardLine,
    TrainingMaterial,
    TrainingSeat,
    TrainingSession,
)
from hall.interaction.mentioning.services import settle_mention
from hall.interaction.models import Mention
from hall.models import Category
from hall.review.models import Deputy, JointItem, JointRelease
from hall.review.urgent.services import release_urgently
from hall.services import draft_post, save_draft, submit_post
from hall.supervision.enums import OrderState
from hall.supervision.models import OpinionItem, OrderFile
from hall.supervision.opinion.enums import ItemState
from hall.supervision.rules import complete_rules
from tests.factories import (
    ImageFactory,
    LanePersonFactory,
    MediaFactory,
    MemberFactory,
    OrderFactory,
    PostFactory,
    RecordFactory,
    UnitFactory,
)
from tests.factories.opinion import ItemFactory
from tests.isolation.private_words import say_in_private
from units.enums import Role
from units.onboarding.models import Batch, BatchPlace
from units.services import ensure_collection

# Stands in everything of theirs that is not public. Half of it is what ours search for.
SECRET = "密令七七四"
HALF = "密令"
DAY = timedelta(days=1)

# What is watched: any row of these that a knock adds, changes or takes away is a breach.
WATCHED = [
    "wagtailcore.Page",
    "wagtailcore.Revision",
    "wagtailcore.WorkflowState",
    "wagtailcore.TaskState",
    "wagtailcore.Comment",
    "wagtailcore.Collection",
    "wagtailcore.PageViewRestriction",
    "wagtailcore.PageSubscription",
    "wagtailadmin.EditingSession",
    "wagtaildocs.Document",
    "auth.Group",
    "accounts.User",
    "units.UnitPage",
    "units.Team",
    "hall.PostPage",
    "hall.PostPicture",
    "hall.Withdrawal",
    "hall.Category",
    "units.UnitFollow",
    "hall.SuggestionAside",
    "interaction.Mention",
    "review.Deputy",
    "review.ReviewTaskState",
    "review.UrgentRelease",
    "review.JointRelease",
    "review.JointItem",
    "review.StuckRelease",
    "review.ReviewRecord",
    "interaction.Comment",
    "interaction.SpeakerBlock",
    "concerns.Concern",
    "concerns.Answer",
    "concerns.ConcernEvent",
    "concerns.Message",
    "assessment.AssessedMonth",
    "assessment.Scorecard",
    "assessment.Appeal",
    "assessment.Scheme",
    "assessment.GoodDeed",
    "assessment.Incident",
    "supervision.WatchRule",
    "supervision.Sighting",
    "supervision.SupervisionOrder",
    "supervision.OrderEvent",
    "supervision.OrderFile",
    "supervision.AccountabilityRecord",
    "core.PortalImage",
    "core.PortalMedia",
    "core.PortalSettings",
]


@dataclass
class Unit:
    """A unit and one of everything it can have."""

    page: object
    collection: object
    member: object
    posts: dict = field(default_factory=dict)
    image: object = None
    clip: object = None
    document: object = None
    upload: object = None
    session: object = None
    batch: object = None
    release: object = None
    joint: object = None
    deputy: object = None
    said: object = None
    mention: object = None
    appeal: object = None
    order: object = None
    proof: object = None
    record: object = None
    opinion: object = None
    seat: object = None
    material: object = None

    @property
    def pages(self):
        return [self.page, *self.posts.values()]


def build_unit(title: str, words: str) -> Unit:
    """Make a unit with posts in every state and files of its own; `words` stand in all that is not public."""
    page = UnitFactory(title=title)
    member = MemberFactory(page, Role.EDITOR, last_name=words)
    unit = Unit(page, ensure_collection(unit=page), member)
    unit.image = ImageFactory(title=f"{words}图", collection=unit.collection, uploaded_by_user=member)
    unit.clip = MediaFactory(title=f"{words}片", collection=unit.collection, uploaded_by_user=member)
    unit.document = get_document_model().objects.create(
        title=f"{words}文件", file="documents/x.pdf", collection=unit.collection, uploaded_by_user=member
    )
    unit.upload = UploadedFile.objects.create(
        file="x.jpg",
        uploaded_by_user=member,
        for_content_type=ContentType.objects.get_for_model(type(unit.image)),
    )
    write_posts(unit, words)
    unit.batch = Batch.objects.create(name=f"{title}那一批", due_on=date(2026, 8, 31))
    BatchPlace.objects.create(batch=unit.batch, unit=page)
    unit.release = release_one(unit, words)
    unit.joint = JointRelease.objects.create(name=f"{words}问候", goes_out_at=timezone.now() + DAY)
    JointItem.objects.create(joint=unit.joint, post=unit.posts["draft"])
    unit.deputy = stand_in(page, words)
    unit.said = say_in_private(page, unit.posts["public"], words)
    unit.mention = settle_one(unit, words)
    unit.appeal = appeal_of(unit, words)
    supervise(unit, words)
    unit.opinion = opinion_about(unit, words)
    train(unit, words)
    unit.session = EditingSession.objects.create(
        user=member,
        content_type=ContentType.objects.get_for_model(type(unit.posts["draft"])),
        object_id=str(unit.posts["draft"].pk),
        last_seen_at=timezone.now(),
    )
    return unit


def write_posts(unit: Unit, words: str) -> None:
    category = Category.objects.first()
    draft = draft_post(
        unit=unit.page,
        author=unit.member,
        text=f"{words}草稿",
        category=category,
        pictures=[(unit.image, f"{words}说明")],
    )
    public = PostFactory(unit=unit.page, owner=unit.member, text=f"{unit.page.title}公开的话")
    save_draft(post_id=public.pk, author=unit.member, text=f"{words}改动", category=category)
    waiting = draft_post(unit=unit.page, author=unit.member, text=f"{words}在审", category=category)
    waiting = submit_post(post_id=waiting.pk, user=unit.member)
    unit.posts = {"draft": draft, "public": public, "waiting": waiting}
    for post in unit.posts.values():
        post.refresh_from_db()


def release_one(unit: Unit, words: str):
    """Let a post of the unit become public through the urgent lane: who and why is not for everybody."""
    post = draft_post(
        unit=unit.page, author=unit.member, text="水位在涨", category=unit.posts["draft"].category
    )
    return release_urgently(
        page_id=post.pk,
        user=LanePersonFactory(last_name=words),
        reason=f"{words}等不及审核",
        seen_revision_id=post.latest_revision_id,
        now=timezone.now(),
    )


def settle_one(unit: Unit, words: str) -> Mention:
    """Let the unit be called by name, and say that this needs no answer: why is for its own people."""
    PostFactory(text=f"@{unit.page.title} 请看")
    mention = Mention.objects.get(unit=unit.page)
    return settle_mention(mention_id=mention.pk, by=unit.member, reason=f"{words}不用回", now=timezone.now())


def appeal_of(unit: Unit, words: str) -> Appeal:
    """Let the unit have a scorecard of an announced month, and say that a number of it is wrong."""
    month, _is_new = AssessedMonth.objects.get_or_create(
        first_day=date(2026, 10, 1),
        defaults={
            "scheme": Scheme.objects.first(),
            "state": MonthState.ANNOUNCED,
            "begun_at": timezone.now(),
            "announced_at": timezone.now(),
            "appeals_until": date(2026, 11, 6),
        },
    )
    card = Scorecard.objects.create(
        month=month, unit=unit.page, unit_name=f"{words}的考核表", facts={}, measured=0, bonus=0, total=0
    )
    ScorecardLine.objects.bulk_create(
        ScorecardLine(card=card, position=position, indicator=weight.indicator, n=0, weight=weight.weight)
        for position, weight in enumerate(month.scheme.weights.all())
    )
    return Appeal.objects.create(
        card=card, subject="answered_in_time", words=f"{words}申诉", made_at=timezone.now()
    )


def supervise(unit: Unit, words: str) -> None:
    """Give the unit a supervision order with a report that waits, and a record about one of its people behind it."""
    complete_rules()
    unit.order = OrderFactory(unit=unit.page, grounds=f"{words}逾期", state=OrderState.REPORTED)
    unit.proof = OrderFile.objects.create(
        order=unit.order,
        event=unit.order.events.last(),
        file=ContentFile(b"%PDF-", name="proof.pdf"),
        name=f"{words}.pdf",
        kept_at=timezone.now(),
    )
    unit.record = RecordFactory(order=unit.order, person=unit.member, words=f"{words}疏忽")


def opinion_about(unit: Unit, words: str) -> OpinionItem:
    """Let the unit have something that people say to answer, with a screenshot."""
    picture = ContentFile(b"GIF89a", name="seen.gif")
    return ItemFactory(
        state=ItemState.ASSIGNED,
        unit=unit.page,
        title=f"{words}有人说",
        picture=picture,
        picture_words=f"{words}的截图",
    )


def train(unit: Unit, words: str) -> None:
    """Let somebody of the unit have a certificate of a session, with material that is not out yet."""
    now = timezone.now()
    session = TrainingSession.objects.create(
        title="新任发言人培训",
        description="怎么回复。",
        place="市委党校",
        begins_at=now - DAY,
        ends_at=now - DAY / 2,
    )
    unit.material = TrainingMaterial.objects.create(session=session, words=f"{words}讲义")
    unit.seat = TrainingSeat.objects.create(
        session=session,
        unit=unit.page,
        person=unit.member,
        enrolled_at=now - 2 * DAY,
        attended_at=now - DAY,
        certified_at=now,
        certificate_number=1,
        certificate_code=f"{unit.page.pk:016x}",
    )


def stand_in(page, words: str) -> Deputy:
    """Let one spokesperson of the unit stand in for another."""
    away, deputy = (MemberFactory(page, Role.REVIEWER, last_name=words) for _ in range(2))
    today = timezone.localdate()
    return Deputy.objects.create(person=away, deputy=deputy, first_day=today, last_day=today + DAY)


def everything() -> dict:
    """Return all watched rows as they are now."""
    return {
        label: sorted(
            apps.get_model(label).objects.values_list(*columns_of(apps.get_model(label))),
            key=lambda row: row[0],
        )
        for label in WATCHED
    }


def tells_secret(response) -> bool:
    """Tell whether an answer says anything of theirs, plainly or as JSON writes it."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    text = body.decode(errors="replace")
    return SECRET in text or SECRET.encode("ascii", "backslashreplace").decode() in text


def columns_of(model) -> list[str]:
    """Return the columns to compare; when somebody was last seen is no change of anything."""
    return [
        "pk",
        *(f.attname for f in model._meta.concrete_fields if f.name not in {"last_login", "last_seen_at"}),
    ]

"""Events of one unit in every state, with what people gave to them in private."""

from dataclasses import dataclass, field

from django.apps import apps
from django.core.files.base import ContentFile
from django.utils import timezone

from hall.campaigns.charity.services import pledge
from hall.campaigns.collection.enums import SubmissionState
from hall.campaigns.enums import QuestionState
from hall.campaigns.formats import formats
from hall.campaigns.models import (
    ActivityPage,
    CampaignPage,
    CharityGoal,
    CollectionPage,
    EventPage,
    InterviewGuest,
    Submission,
    SubmissionPicture,
    SurveyPage,
    TopicPage,
)
from hall.campaigns.services import answer_invitation, drop_host, invite_host, submit_event
from hall.campaigns.survey.services import GivenValue
from tests.factories import (
    ActivityFactory,
    CampaignFactory,
    CitizenFactory,
    EventFactory,
    MemberFactory,
    QuestionFactory,
    SignUpFactory,
    SurveyFactory,
    UnitFactory,
    answer_survey,
)
from tests.factories.surveys import question
from units.enums import Role

WATCHED = [
    "wagtailcore.Page",
    "wagtailcore.Revision",
    "wagtailcore.WorkflowState",
    "wagtailcore.TaskState",
    "wagtailcore.PageViewRestriction",
    "wagtailcore.PageSubscription",
    "wagtailcore.GroupPagePermission",
]


@dataclass
class Events:
    """A unit with its organiser; its events by format, as drafts and in public, and those on their way."""

    unit: object
    organiser: object
    drafts: dict = field(default_factory=dict)
    public: dict = field(default_factory=dict)
    waiting: EventPage | None = None
    pictures: list = field(default_factory=list)
    citizen: object = None

    @property
    def on_the_way(self) -> list:
        """One of each state that a page of Wagtail's may be in: they are the same to it in every format."""
        return [self.drafts[CampaignPage], self.waiting, self.public[CampaignPage]]


def build_events(words: str) -> Events:
    """Make events of a unit; `words` stand in all of them that is not public."""
    unit = UnitFactory(title="他们单位")
    events = Events(unit, MemberFactory(unit, Role.ORGANISER))
    owner = events.organiser
    above = CampaignFactory(unit=unit, live=False, owner=owner, title=f"{words}草稿", hashtag="还没公开")
    events.drafts = {CampaignPage: above}
    events.public = {CampaignPage: CampaignFactory(unit=unit, owner=owner, title="公开的活动")}
    for model in formats().values():
        if model is not CampaignPage:
            name = model.kind.label
            events.drafts[model] = make(model, above, owner, title=f"{words}{name}", live=False)
            events.public[model] = make(model, events.public[CampaignPage], owner, title=f"公开的{name}")
    waiting = make(TopicPage, events.public[CampaignPage], owner, title=f"{words}在审", live=False)
    events.waiting = submit_event(page_id=waiting.pk, user=owner)
    for page in events.public.values():
        page.introduction = f"{words}改动"
        page.save_revision(user=owner)
    give_in_private(events, words)
    return events


def make(model, campaign, owner, **fields):
    fields |= {"campaign": campaign, "owner": owner}
    if model is SurveyPage:
        return SurveyFactory(questions=[question("text", "建议")], results_from="end", **fields)
    if model is CollectionPage:
        fields["terms"] = "作品用于本市宣传。"
    return ActivityFactory(**fields) if model is ActivityPage else EventFactory(model, **fields)


def give_in_private(events: Events, words: str) -> None:
    """Let a citizen give `words` to each format where only they and the organisers may read them."""
    now, citizen = timezone.now(), CitizenFactory()
    by_kind = {model.kind: page for model, page in events.public.items()}
    events.citizen = citizen
    SignUpFactory(by_kind["activity"], person=citizen, name=f"{words}名", note=f"{words}留言")
    InterviewGuest.objects.create(page=by_kind["interview"], name="张局长", role="局长")
    for state in [QuestionState.WAITING, QuestionState.SET_ASIDE]:
        QuestionFactory(event=by_kind["interview"], asker=citizen, state=state, text=f"{words}问题")
    CharityGoal.objects.create(page=by_kind["charity"], key="blanket1", name="毛毯", amount=9, measure="条")
    pledge(
        page_id=by_kind["charity"].pk,
        key="blanket1",
        user=citizen,
        amount=2,
        note=f"{words}电话",
        is_thanked=False,
        now=now,
    )
    answer_survey(by_kind["survey"], {"建议": GivenValue("建议", text=f"{words}意见")}, now=now, user=citizen)
    for number, state in enumerate(
        [SubmissionState.WAITING, SubmissionState.DECLINED, SubmissionState.DRAFT]
    ):
        events.pictures.append(send_in(by_kind["collection"], citizen, words, state, number))


def send_in(page: CollectionPage, author, words: str, state: str, number: int) -> SubmissionPicture:
    submission = Submission.objects.create(
        page=page,
        author=author,
        token=f"token{number}",
        title=f"{words}作品",
        text=f"{words}说明",
        credit=f"{words}署名",
        reason=f"{words}理由" if state == SubmissionState.DECLINED else "",
        may_be_used=True,
        minors_agreed=True,
        state=state,
        begun_at=timezone.now(),
        sent_at=timezone.now(),
        clip=ContentFile(f"{words}片".encode(), name=f"{number}.mp4"),
    )
    file = ContentFile(f"{words}图".encode(), name=f"{number}.jpg")
    return submission.pictures.create(position=1, file=file, alt_text=f"{words}图")


def hosts_no_more(unit, campaign, *, desk, is_dropped: bool) -> None:
    """Let a unit host a campaign, and then leave it or be taken off."""
    spokesperson, now = MemberFactory(unit, Role.REVIEWER), timezone.now()
    row = invite_host(campaign=campaign, unit=unit, by=desk, now=now)
    answer_invitation(host_id=row.pk, by=spokesperson, agrees=True, now=now)
    if is_dropped:
        drop_host(host_id=row.pk, by=desk)
    else:
        answer_invitation(host_id=row.pk, by=spokesperson, agrees=False, now=now)


def everything() -> dict:
    """Return all rows of events, of what was given to them and of Wagtail's pages."""
    models = [*map(apps.get_model, WATCHED), *apps.get_app_config("campaigns").get_models()]
    return {
        model._meta.label: sorted(model.objects.values_list(), key=lambda row: row[0]) for model in models
    }

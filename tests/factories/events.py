import itertools
from datetime import timedelta

from django.utils import timezone

from hall.campaigns.activity.services import Answers, sign_up
from hall.campaigns.enums import QuestionState
from hall.campaigns.models import ActivityPage, CampaignPage, CharityGoal, CharityPage, InterviewQuestion
from hall.models import Category
from tests.factories.people import CitizenFactory
from tests.factories.posts import CategoryFactory
from tests.factories.units import UnitFactory

numbers = itertools.count(1)


def CampaignFactory(*, unit=None, live=True, owner=None, **fields):
    """Make a campaign that is open now: public and in the lists, or a draft with `live=False`."""
    number = next(numbers)
    return publish_below(
        unit or UnitFactory(),
        CampaignPage(
            **{"title": f"防汛救灾{number}", "hashtag": f"防汛不松劲{number}", **event_fields(), **fields}
        ),
        live=live,
        owner=owner,
    )


def EventFactory(model, *, campaign=None, live=True, owner=None, **fields):
    """Make a micro-event of a page type, open now, below a public campaign."""
    page = model(**{"title": f"微活动{next(numbers)}", **event_fields(), **fields})
    return publish_below(campaign or CampaignFactory(), page, live=live, owner=owner)


def event_fields() -> dict:
    now = timezone.now()
    return {
        "introduction": "雨情水情随时更新。",
        "category": Category.objects.first() or CategoryFactory(),
        "opens_at": now - timedelta(hours=1),
        "closes_at": now + timedelta(days=7),
    }


def publish_below(above, page, *, live, owner):
    page.owner, page.live, page.has_unpublished_changes = owner, False, True
    type(above).objects.get(pk=above.pk).add_child(instance=page)
    revision = page.save_revision(user=owner)
    if live:
        revision.publish(skip_permission_checks=True)
    return type(page).objects.get(pk=page.pk)


def QuestionFactory(*, event, asker=None, state=QuestionState.WAITING, **fields):
    """Make a question to the guests of an interview as it stands in the database."""
    number = next(numbers)
    asker = asker or CitizenFactory()
    answered = state == QuestionState.ANSWERED
    now = timezone.now()
    given = {"answer": "可以在手机上办理。", "speaker": "张局长", "answered_at": now, "changed_at": now}
    defaults = {
        "text": f"第{number}个问题怎么办？",
        "name": asker.nickname or "",
        "asked_at": now,
        "token": f"token{number}",
        "position": number,
        **(given if answered else {}),
    }
    return InterviewQuestion.objects.create(event=event, asker=asker, state=state, **{**defaults, **fields})


def ActivityFactory(*, campaign=None, live=True, owner=None, **fields):
    """Make an activity that begins in two days; people can sign up now."""
    now = timezone.now()
    times = {
        "closes_at": now + timedelta(days=1),
        "begins_at": now + timedelta(days=2),
        "ends_at": now + timedelta(days=2, hours=3),
    }
    fields = {"place": "万绿湖码头", "capacity": 3, **times, **fields}
    return EventFactory(ActivityPage, campaign=campaign, live=live, owner=owner, **fields)


def SignUpFactory(activity, *, person=None, email="", now=None, **answers):
    """Sign somebody up, as they do it themselves."""
    number = next(numbers)
    return sign_up(
        page_id=activity.pk,
        seed=f"seed-of-a-sign-up-{number}",
        person=person,
        email=email or (person.email if person else f"guest{number}@mail.example"),
        answers=Answers(**{"name": f"来宾{number}", **answers}),
        now=now or timezone.now(),
    )


def CharityFactory(*, goals=None, **fields):
    """Make a public charity that needs 200 blankets; `goals` are the fields of others."""
    page = EventFactory(CharityPage, **fields)
    for number, goal in enumerate(goals or [{}]):
        CharityGoal.objects.create(
            page=page, sort_order=number, **{"name": "毛毯", "amount": 200, "measure": "条", **goal}
        )
    return CharityPage.objects.get(pk=page.pk)

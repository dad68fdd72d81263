"""What the page of a charity, its givers and its organisers read."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from hall.campaigns.charity.enums import GoalKind, PledgeState
from hall.campaigns.models import CharityGoal, CharityPage, CharityTally, Pledge
from portal.accounts.models import User

THANKED_SHOWN = 300
UPDATES_SHOWN = 50


@dataclass(frozen=True)
class GoalStanding:
    """A goal, and how much of it is promised and received."""

    goal: CharityGoal
    pledged: int
    received: int

    @property
    def is_money(self) -> bool:
        return self.goal.kind == GoalKind.MONEY

    @property
    def left(self) -> int:
        return max((self.goal.amount or 0) - self.pledged - self.received, 0)

    @property
    def promised(self) -> int:
        """Return what is promised, kept or not."""
        return self.pledged + self.received

    @property
    def bar(self) -> int:
        """Return what a bar of the length of the goal shows."""
        return min(self.promised, self.goal.amount or 0)

    @property
    def measure(self) -> str:
        return self.goal.measure


def standings_of_goals(page: CharityPage) -> list[GoalStanding]:
    """Return the goals of a page in its order, with their sums. Two queries, however many have given."""
    tallies = {tally.key: tally for tally in CharityTally.objects.filter(page_id=page.pk)}
    return [standing_of_goal(goal, tallies.get(goal.key)) for goal in page.goals.all()]


def standing_of_goal(goal: CharityGoal, tally: CharityTally | None) -> GoalStanding:
    return GoalStanding(goal, tally.pledged if tally else 0, tally.received if tally else 0)


def thanked(page: CharityPage) -> list[str]:
    """Return the nicknames of those who kept their promise and like to be thanked by name."""
    pledges = Pledge.objects.filter(tally__page_id=page.pk, state=PledgeState.RECEIVED, is_thanked=True)
    people = User.objects.filter(pk__in=pledges.values("person"), is_active=True).exclude(nickname="")
    return list(people.order_by("nickname").values_list("nickname", flat=True)[:THANKED_SHOWN])


def updates_of(page: CharityPage) -> list:
    updates = page.updates.select_related("image").prefetch_related("image__renditions")
    return list(updates[:UPDATES_SHOWN])


@dataclass(frozen=True)
class NamedPledge:
    """A pledge and what it is for; a goal that is gone from the page has no name."""

    pledge: Pledge
    name: str
    measure: str


def named(page: CharityPage, pledges) -> list[NamedPledge]:
    goals = {goal.key: goal for goal in page.goals.all()}
    return [
        NamedPledge(pledge, goal.name if goal else "", goal.measure if goal else "")
        for pledge in pledges
        for goal in [goals.get(pledge.tally.key)]
    ]


def pages_for(user: User) -> QuerySet[CharityPage]:
    """Return the public charities, and those that somebody pledged to: it stays theirs to take back."""
    own = Pledge.objects.filter(person=user)
    return CharityPage.objects.filter(Q(live=True) | Q(pk__in=own.values("tally__page")))


def pledges_of(page: CharityPage, user: User) -> list[NamedPledge]:
    """Return what one person pledged on a page, newest first."""
    return named(page, Pledge.objects.filter(tally__page_id=page.pk, person=user).select_related("tally"))


def pledges_for(page: CharityPage, state: str):
    """Return the pledges of a page in one state, for its organisers: who waits longest first."""
    pledges = Pledge.objects.filter(tally__page_id=page.pk, state=state)
    return pledges.select_related("tally", "person", "settled_by").order_by("pledged_at", "pk")

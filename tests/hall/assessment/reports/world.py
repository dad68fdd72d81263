"""A city small enough to be counted by hand, in November 2026.

水务 posted on 28 October and on 2, 9, 16, 23 November, and answered five concerns in 1, 1, 1, 0 and 0 working days:
they came on 3 to 7 November (Tuesday to Saturday), and each was answered on the day after.
教育 posted on 30 October and on 5, 15, 25 November. A private concern of 9 November was due on the 16th and is still
open; a public one of 10 November was due on the 17th and was answered on the 20th.
平安 has said nothing since its launch in January.
"""

from hall.concerns.enums import ConcernEventKind, ConcernState, Voice
from hall.concerns.models import Concern, ConcernEvent
from tests.factories import CategoryFactory, ConcernFactory, PostFactory
from tests.hall.assessment.months import MonthWalk, OldUnitFactory, at, talkative

PRIVATE = "隔壁张三天天打孩子"
PUBLIC = "校门口没有斑马线"


class SmallCity:
    """Mix into a TestCase."""

    @classmethod
    def setUpTestData(cls):
        cls.water = OldUnitFactory(title="河源水务", code="SW")
        cls.school = OldUnitFactory(title="河源教育", code="JY")
        cls.silent = OldUnitFactory(title="平安河源", code="GA")
        talkative(cls.water)
        for concern in Concern.objects.filter(unit=cls.water):
            arrive(concern)
        category = CategoryFactory(name="校园")
        PostFactory(unit=cls.school, published_at=at(30, month=10), category=category)
        for day in (5, 15, 25):
            PostFactory(unit=cls.school, published_at=at(day), category=category)
        cls.private = ConcernFactory(unit=cls.school, subject=PRIVATE, text=PRIVATE, received_at=at(9))
        cls.public = ConcernFactory(
            unit=cls.school,
            subject=PUBLIC,
            text=PUBLIC,
            received_at=at(10),
            state=ConcernState.ANSWERED,
            answered_at=at(20),
            is_shown=True,
        )
        arrive(cls.private)
        arrive(cls.public)

    def computed(self):
        """Return the month as the desk has computed it."""
        walk = MonthWalk()
        with self.captureOnCommitCallbacks(execute=True):
            return walk.compute()


def arrive(concern):
    """Write the line that a concern came to its unit."""
    ConcernEvent.objects.create(
        concern=concern,
        kind=ConcernEventKind.RECEIVED,
        voice=Voice.CITIZEN,
        unit=concern.unit,
        at=concern.received_at,
    )

"""Many ask, click or decide at the same moment."""

from django.test import TransactionTestCase
from django.utils import timezone

from hall.concerns import services
from hall.concerns.codes import new_code
from hall.concerns.models import Concern, ConcernEvent, ConcernFollow
from tests.at_once import at_once, on_postgresql
from tests.factories import CitizenFactory, ConcernFactory, UnitFactory
from tests.fresh_start import FreshStart


@on_postgresql
class AskedAtOnceTests(FreshStart, TransactionTestCase):
    def receive(self, code, unit=None):
        return services.receive(
            subject="路灯不亮", text="三盏不亮", is_private=True, code=code, unit=unit, now=timezone.now()
        )

    def test_each_gets_a_number_of_its_own(self):
        unit = UnitFactory()
        at_once(*[lambda: self.receive(new_code(), unit) for _ in range(10)])
        numbers = sorted(Concern.objects.values_list("sequence", flat=True))
        self.assertEqual(numbers, list(range(1, 11)))

    def test_ten_clicks_make_one(self):
        code = new_code()
        found = at_once(*[lambda: self.receive(code) for _ in range(10)])
        self.assertEqual(Concern.objects.count(), 1)
        self.assertEqual({concern.pk for concern in found}, {Concern.objects.get().pk})
        self.assertEqual(ConcernEvent.objects.filter(kind="received").count(), 1)

    def test_ten_clicks_add_one_message(self):
        citizen = CitizenFactory()
        concern = ConcernFactory(asker=citizen)
        at_once(
            *[
                lambda: services.add_message(
                    concern_id=concern.pk, user=citizen, text="又灭了", token="一次", now=timezone.now()
                )
                for _ in range(10)
            ]
        )
        self.assertEqual(concern.messages.count(), 1)

    def test_ten_clicks_follow_once(self):
        citizen, concern = CitizenFactory(), ConcernFactory(is_shown=True)
        at_once(
            *[
                lambda: services.follow_concern(user=citizen, concern_id=concern.pk, now=timezone.now())
                for _ in range(10)
            ]
        )
        self.assertEqual(ConcernFollow.objects.count(), 1)

    def test_of_two_verbs_one_wins(self):
        citizen = CitizenFactory()
        concern = ConcernFactory(asker=citizen, state="answered", received_at=timezone.now())
        given = {"concern_id": concern.pk, "user": citizen, "now": timezone.now()}
        at_once(lambda: services.confirm_solved(**given), lambda: services.reopen(why="还是不亮", **given))
        concern.refresh_from_db()
        # Closed and then opened again is a way too; opened and then closed is none.
        self.assertEqual(concern.state, "reopened")
        self.assertLessEqual(ConcernEvent.objects.filter(kind="solved").count(), 1)

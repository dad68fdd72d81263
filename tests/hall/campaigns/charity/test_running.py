from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from PIL import Image

from hall.campaigns.charity.enums import GoalKind, PledgeState
from hall.campaigns.charity.services import withdraw_pledge
from hall.campaigns.models import CharityGoal, CharityUpdate, Pledge
from tests.factories import CitizenFactory, MemberFactory, UnitFactory
from tests.hall.campaigns.charity.test_giving import GivingCase
from units.enums import Role


def photograph(name="送达.jpg"):
    data, image, exif = BytesIO(), Image.new("RGB", (64, 48), "green"), Image.Exif()
    exif[271] = "相机"
    image.save(data, "JPEG", exif=exif)
    return SimpleUploadedFile(name, data.getvalue(), "image/jpeg")


class DeskTests(GivingCase):
    def setUp(self):
        self.client.force_login(self.organiser)
        self.desk = reverse("charity_desk", args=[self.page.pk])
        self.row = self.pledged()

    def receive(self, **typed):
        sent = {f"pledge-{self.row.pk}-{name}": value for name, value in typed.items()}
        return self.client.post(self.desk, {"action": "receive", "pledge": self.row.pk, **sent})

    def tell(self, text="毛毯已送到紫市镇", **typed):
        return self.client.post(self.desk, {"action": "tell", "token": "t1", "text": text, **typed})

    def test_what_came_is_noted_with_a_receipt_and_counts_as_it_came(self):
        self.assertContains(self.client.get(self.desk), "东江渔翁")
        self.receive(amount=15, receipt="粤-0007")

        self.row.refresh_from_db()
        self.assertEqual((self.row.state, self.row.receipt), (PledgeState.RECEIVED, "粤-0007"))
        self.assertEqual(self.sums(), (0, 15))
        self.client.force_login(self.person)
        self.assertContains(self.client.get(self.address), "粤-0007")

    def test_noting_it_twice_counts_once(self):
        self.receive(amount=20, receipt="粤-0007")
        self.receive(amount=20, receipt="粤-0008")

        self.assertEqual(self.sums(), (0, 20))
        self.assertEqual(Pledge.objects.get().receipt, "粤-0007")

    def test_nothing_is_received_without_a_receipt(self):
        answer = self.receive(amount=20, receipt=" ")

        self.assertEqual(answer.status_code, 200)
        self.assertEqual(self.sums(), (20, 0))

    def test_what_was_withdrawn_is_not_received(self):
        withdraw_pledge(pledge_id=self.row.pk, user=self.person, now=self.now)
        self.receive(amount=20, receipt="粤-0007")

        self.assertEqual(self.sums(), (0, 0))

    def test_nobody_notes_the_own_pledge_as_received(self):
        self.row = self.pledged(self.organiser)
        answer = self.receive(amount=20, receipt="粤-0008")

        self.assertContains(answer, "由同事来登记")
        self.row.refresh_from_db()
        self.assertEqual(self.row.state, PledgeState.PLEDGED)

    def test_organisers_of_other_units_find_the_door_shut(self):
        self.client.force_login(MemberFactory(UnitFactory(), Role.ORGANISER))
        for address in [self.desk, *self.tables()]:
            with self.subTest(address):
                self.assertRedirects(self.client.get(address), reverse("wagtailadmin_home"))
        self.receive(amount=20, receipt="粤-0007")
        self.tell()
        self.assertEqual(self.sums(), (20, 0))
        self.assertFalse(CharityUpdate.objects.exists())

    def test_where_it_went_is_public_at_once_with_a_clean_picture(self):
        for _time in range(2):
            self.tell(picture=photograph(), alt_text="村口的毛毯")

        update = CharityUpdate.objects.get()
        with Image.open(update.image.file) as kept:
            self.assertFalse(kept.getexif())
        page = self.client.get(self.page.url)
        self.assertContains(page, "毛毯已送到紫市镇")
        self.assertContains(page, "村口的毛毯")

    def test_a_picture_needs_words_and_must_be_one(self):
        self.tell(picture=photograph())
        answer = self.tell(picture=SimpleUploadedFile("表.jpg", b"MZ not a picture"), alt_text="表")

        self.assertContains(answer, "毛毯已送到紫市镇")
        self.assertFalse(CharityUpdate.objects.exists())

    def test_an_update_is_taken_off_again(self):
        self.tell()
        self.client.post(self.desk, {"action": "take_off", "update": CharityUpdate.objects.get().pk})

        self.assertNotContains(self.client.get(self.page.url), "毛毯已送到紫市镇")

    def test_the_table_computes_nothing(self):
        Pledge.objects.update(note="=1+1")
        in_words, in_cells = (self.client.get(address).getvalue() for address in self.tables())

        self.assertIn("'=1+1", in_words.decode())
        self.assertIn("东江渔翁", in_words.decode())
        cells = [cell for row in load_workbook(BytesIO(in_cells)).active.iter_rows() for cell in row]
        self.assertIn(("=1+1", "s"), [(cell.value, cell.data_type) for cell in cells])
        self.assertTrue(any(cell.is_date for cell in cells))

    def tables(self):
        return [reverse("charity_pledges", args=[self.page.pk, form]) for form in ["csv", "xlsx"]]

    def test_the_list_of_pledges_costs_no_more_with_more_of_them(self):
        def count():
            with CaptureQueriesContext(connection) as queries:
                self.client.get(self.desk)
            return len(queries)

        self.client.get(self.desk)
        before = count()
        for _number in range(4):
            self.pledged(CitizenFactory())

        self.assertEqual(count(), before)


class GoalTests(GivingCase):
    def test_a_goal_needs_an_amount_and_money_a_registered_charity(self):
        for fields in [
            {"name": "水"},
            {"name": "钱", "kind": GoalKind.MONEY},
            {"name": "钱", "kind": GoalKind.MONEY, "charity_name": "会", "charity_number": "1"},
            {
                "name": "钱",
                "kind": GoalKind.MONEY,
                "charity_name": "会",
                "charity_number": "1",
                "charity_link": "http://charity.example",
            },
        ]:
            with self.subTest(fields), self.assertRaises(ValidationError):
                CharityGoal(page=self.page, **fields).full_clean()

    def test_it_is_not_reviewed_before_it_says_what_is_needed(self):
        self.assertEqual(self.page.why_incomplete(), "")
        self.page.goals.all().delete()
        self.assertNotEqual(self.page.why_incomplete(), "")

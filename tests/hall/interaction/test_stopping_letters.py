from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone

from hall.interaction.digest.services import choose_rhythm
from hall.interaction.enums import DigestRhythm
from hall.interaction.models import DigestChoice
from hall.interaction.one_click import DIGEST
from tests.factories import CitizenFactory


class StoppingLettersTests(TestCase):
    def setUp(self):
        self.person = CitizenFactory()
        choose_rhythm(user=self.person, rhythm=DigestRhythm.WEEKLY, now=timezone.now())
        self.address = DIGEST.address(self.person)
        # A mail program: no cookies, and Django's own guard against forged forms is at work.
        self.program = Client(enforce_csrf_checks=True)

    def assertRhythm(self, rhythm):
        self.assertEqual(DigestChoice.objects.get(user=self.person).rhythm, rhythm)

    def test_one_click_stops_them_at_once_and_again(self):
        for _number in range(2):
            answer = self.program.post(self.address, {"List-Unsubscribe": "One-Click"})
            self.assertContains(answer, "已退订")
            self.assertRhythm(DigestRhythm.OFF)
        self.assertFalse(answer.cookies)

    def test_opening_the_link_changes_nothing(self):
        page = self.program.get(self.address)
        self.assertContains(page, 'value="stop"')
        self.assertIn("no-store", page.headers["Cache-Control"])
        self.assertRhythm(DigestRhythm.WEEKLY)

    def test_it_can_be_taken_back(self):
        self.program.post(self.address)
        self.assertContains(self.program.get(self.address), 'value="take_back"')
        for _number in range(2):
            self.program.post(self.address, {"action": "take_back"})
            self.assertRhythm(DigestRhythm.WEEKLY)

    def test_taking_back_gives_nobody_letters_who_never_wanted_any(self):
        other = CitizenFactory()
        self.program.post(DIGEST.address(other), {"action": "take_back"})
        self.assertFalse(DigestChoice.objects.filter(user=other).exists())

    def test_a_changed_address_stops_nothing(self):
        for address in [self.address[:-2] + "/", reverse("mail_stop", args=["MQ:abc"])]:
            self.assertEqual(self.program.post(address).status_code, 404)
        self.assertRhythm(DigestRhythm.WEEKLY)

    def test_whoever_has_left_is_told_the_same(self):
        self.person.delete()
        self.assertContains(self.program.post(self.address), "已退订")


class ChoosingLettersTests(TestCase):
    def setUp(self):
        self.person = CitizenFactory()
        self.client.force_login(self.person)

    def choose(self, rhythm):
        return self.client.post(reverse("me_digest"), {"rhythm": rhythm}, follow=True)

    def test_the_settings_offer_it_and_keep_it(self):
        page = self.client.get(reverse("me_settings")).content.decode()
        self.assertRegex(page, r'name="rhythm" value="off"[^>]* checked')
        self.assertContains(self.choose("daily"), "已保存。")
        self.assertEqual(DigestChoice.objects.get().rhythm, DigestRhythm.DAILY)

    def test_choosing_the_same_again_moves_nothing(self):
        self.choose("daily")
        before = DigestChoice.objects.get().chosen_at
        self.choose("daily")
        self.assertEqual(DigestChoice.objects.get().chosen_at, before)

    def test_anything_else_is_refused_in_words(self):
        self.assertContains(self.choose("hourly"), "请选择多久发一次。")
        self.assertFalse(DigestChoice.objects.exists())

    def test_it_is_for_people_who_are_signed_in(self):
        answer = Client().post(reverse("me_digest"), {"rhythm": "daily"})
        self.assertRedirects(answer, f"{reverse('sign_in')}?next={reverse('me_digest')}")
        self.assertRedirects(self.client.get(reverse("me_digest")), reverse("me_settings"))

"""Two people of the desk confirm at the same moment: one is first, the other is shown what is left to do."""

from django.core import mail
from django.test import TransactionTestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from home.services import ensure_portal
from tests.at_once import at_once, posting
from tests.factories import HallDeskFactory
from tests.fresh_start import FreshStart
from tests.units.onboarding.sheets import a_row, csv_file
from units.models import UnitPage
from units.onboarding.models import Upload
from units.onboarding.plan import Wish
from units.onboarding.preview import preview_units
from units.onboarding.services import keep_upload


class TwoAtOnceTests(FreshStart, TransactionTestCase):
    def setUp(self):
        ensure_portal()
        self.data = csv_file(a_row("SWJ", title="河源水务"), a_row("YC", title="源城水务", parent="SWJ"))
        self.agreed = preview_units(data=self.data, wish=Wish()).plan.fingerprint
        self.people = [HallDeskFactory() for _ in range(2)]

    def upload(self):
        return keep_upload(
            file_name="名单.csv", data=self.data, wish=Wish(), by=self.people[0], now=timezone.now()
        )

    def confirm_at_once(self, *uploads):
        sent = {"agreed": self.agreed}
        answers = at_once(
            *(
                posting(person, reverse("onboarding_preview", args=[upload.pk]), sent)
                for person, upload in zip(self.people, uploads, strict=True)
            )
        )
        return sorted(answer.status_code for answer in answers)

    def assertBroughtInOnce(self):
        self.assertEqual(Upload.objects.filter(applied_at__isnull=False).count(), 1)
        self.assertEqual(UnitPage.objects.count(), 2)
        self.assertEqual(len(mail.outbox), 6)
        self.assertFalse(any(Page.find_problems()))

    def test_one_file_is_brought_in_once(self):
        upload = self.upload()

        self.assertIn(self.confirm_at_once(upload, upload), [[200, 302], [302, 302]])
        self.assertBroughtInOnce()

    def test_of_two_files_that_say_the_same_one_is_brought_in(self):
        self.assertEqual(self.confirm_at_once(self.upload(), self.upload()), [200, 302])
        self.assertBroughtInOnce()

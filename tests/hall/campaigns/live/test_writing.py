from datetime import timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.models import PageLogEntry

from hall.campaigns.live.forms import new_token
from hall.campaigns.live.services import write_entry
from hall.campaigns.models import LiveEntry
from hall.campaigns.services import end_event
from tests.factories import (
    CampaignFactory,
    ImageFactory,
    LiveEntryFactory,
    LiveFactory,
    MediaFactory,
    MemberFactory,
    UnitFactory,
)
from units.enums import Role

HOUR = timedelta(hours=1)


class ScreenTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.organiser = MemberFactory(cls.unit, Role.ORGANISER)
        cls.live = LiveFactory(campaign=CampaignFactory(unit=cls.unit), title="江边巡堤直播")
        cls.address = reverse("campaigns_live", args=[cls.live.pk])

    def setUp(self):
        self.client.force_login(self.organiser)

    def send(self, text="沿江路已恢复通行。", **sent):
        return self.client.post(self.address, {"action": "write", "text": text, "token": new_token(), **sent})

    def act(self, action, entry, **sent):
        sent = {"action": action, "entry": entry.pk, "seen": entry.change, **sent}
        return self.client.post(self.address, sent)


class WritingTests(ScreenTestCase):
    def test_an_entry_is_public_at_once(self):
        self.assertRedirects(self.send("沿江路已恢复通行。"), self.address)

        self.assertContains(self.client.get(self.live.url), "沿江路已恢复通行。")

    def test_numbers_follow_one_another_within_a_report(self):
        other = LiveFactory(campaign=CampaignFactory(unit=self.unit))
        LiveEntryFactory(other)
        self.send("第一条")
        self.send("第二条")

        numbers = self.live.live_entries.order_by("number").values_list("number", "text")
        self.assertEqual(list(numbers), [(1, "第一条"), (2, "第二条")])

    def test_a_double_click_makes_one(self):
        token = new_token()
        self.send(token=token)
        self.send(token=token)

        self.assertEqual(LiveEntry.objects.count(), 1)

    def test_a_picture_goes_with_it_in_every_size(self):
        data = BytesIO()
        Image.new("RGB", (64, 48)).save(data, "JPEG")
        file = SimpleUploadedFile("jiang.jpg", data.getvalue())
        self.send("水退了", picture=file, alt_text="江面", is_important="on")

        entry = LiveEntry.objects.select_related("image").get()
        self.assertTrue(entry.is_important)
        self.assertEqual(entry.alt_text, "江面")
        self.assertTrue(entry.image.collection.name.endswith(self.unit.collection_ending))
        drawn = entry.image.renditions.count()
        self.assertContains(self.client.get(self.live.url), 'alt="江面"')
        self.assertEqual(entry.image.renditions.count(), drawn)

    def test_what_is_no_picture_is_refused_and_the_words_come_back(self):
        answer = self.send("水退了", picture=SimpleUploadedFile("jiang.jpg", b"no picture"))

        self.assertContains(answer, "水退了")
        self.assertIn("picture", answer.context["form"].errors)
        self.assertFalse(LiveEntry.objects.exists())

    def test_a_picture_and_a_clip_do_not_go_together(self):
        files = {name: SimpleUploadedFile(f"{name}.x", b"x") for name in ["picture", "clip"]}
        self.assertIn("clip", self.send(**files).context["form"].errors)

    def test_nothing_and_too_much_are_refused_and_come_back(self):
        for text in ["", " \n ", "水" * 1001]:
            with self.subTest(len(text)):
                answer = self.send(text)
                self.assertTrue(answer.context["form"].errors)
                self.assertContains(answer, text)
        self.assertFalse(LiveEntry.objects.exists())

    def test_before_the_beginning_and_after_the_end_nobody_writes(self):
        now = timezone.now()
        spans = {"upcoming": (now + HOUR, now + 2 * HOUR), "closed": (now - 2 * HOUR, now - HOUR)}
        for name, (opens_at, closes_at) in spans.items():
            with self.subTest(name):
                live = LiveFactory(
                    campaign=CampaignFactory(unit=self.unit), opens_at=opens_at, closes_at=closes_at
                )
                self.address = reverse("campaigns_live", args=[live.pk])
                self.assertContains(self.send("还没到点的话"), "还没到点的话")
        self.assertFalse(LiveEntry.objects.exists())

    def test_once_somebody_has_ended_it_nobody_writes(self):
        end_event(page_id=self.live.pk, by=self.organiser, now=timezone.now())
        self.send()

        self.assertFalse(LiveEntry.objects.exists())

    def test_a_page_that_is_not_public_takes_no_entries(self):
        draft = LiveFactory(campaign=CampaignFactory(unit=self.unit), live=False)
        self.address = reverse("campaigns_live", args=[draft.pk])
        self.send()

        self.assertFalse(LiveEntry.objects.exists())

    def test_whoever_does_not_organise_it_neither_sees_nor_writes(self):
        entry = LiveEntryFactory(self.live)
        for person in [MemberFactory(self.unit, Role.EDITOR), MemberFactory(UnitFactory(), Role.ORGANISER)]:
            with self.subTest(person):
                self.client.force_login(person)
                self.assertRedirects(self.client.get(self.address), reverse("wagtailadmin_home"))
                self.send()
                for action in ["correct", "take_back", "pin"]:
                    self.act(action, entry, text="改了", reason="改了")
        entry.refresh_from_db()
        self.assertEqual(
            (entry.text, entry.pinned_at, LiveEntry.objects.count()), ("水位开始回落。", None, 1)
        )

    def test_the_screen_is_reached_from_the_campaign_and_is_of_live_reports_only(self):
        campaign = self.live.get_parent()
        self.assertContains(self.client.get(reverse("campaigns_one", args=[campaign.pk])), self.address)
        self.assertEqual(self.client.get(reverse("campaigns_live", args=[campaign.pk])).status_code, 404)

    def test_its_queries_do_not_grow(self):
        LiveEntryFactory(self.live)
        self.client.get(self.address)
        with CaptureQueriesContext(connection) as before:
            self.client.get(self.address)
        for _number in range(5):
            LiveEntryFactory(self.live)
        with self.assertNumQueries(len(before)):
            self.client.get(self.address)


class ChangingTests(ScreenTestCase):
    def setUp(self):
        super().setUp()
        self.entry = LiveEntryFactory(self.live, text="水位三米五。", image=ImageFactory())

    def test_a_correction_is_marked_and_the_log_keeps_the_former_words(self):
        self.assertRedirects(self.act("correct", self.entry, text="水位三米二。"), self.address)

        self.entry.refresh_from_db()
        self.assertEqual((self.entry.number, self.entry.text), (1, "水位三米二。"))
        self.assertContains(self.client.get(self.live.url), "已更正")
        line = PageLogEntry.objects.get(action="campaigns.live.correct")
        self.assertEqual((line.user, line.data["text"]), (self.organiser, "水位三米五。"))

    def test_importance_alone_is_no_correction(self):
        self.act("correct", self.entry, text=self.entry.text, is_important="on")

        self.entry.refresh_from_db()
        self.assertEqual((self.entry.is_important, self.entry.corrected_at), (True, None))

    def test_what_was_taken_back_leaves_its_place_with_the_reason(self):
        self.act("take_back", self.entry, reason="水位数据未经核实")

        page = self.client.get(self.live.url)
        self.assertContains(page, "水位数据未经核实")
        self.assertNotContains(page, "水位三米五。")
        self.entry.refresh_from_db()
        self.assertEqual((self.entry.text, self.entry.image, self.entry.number), ("", None, 1))
        line = PageLogEntry.objects.get(action="campaigns.live.take_back")
        self.assertEqual(line.data["text"], "水位三米五。")

    def test_taking_back_without_a_reason_is_refused(self):
        for reason in ["", "水" * 201]:
            with self.subTest(len(reason)):
                self.assertContains(self.act("take_back", self.entry, reason=reason), reason)
        self.entry.refresh_from_db()
        self.assertIsNone(self.entry.taken_back_at)

    def test_a_form_older_than_the_last_change_is_refused_and_its_words_come_back(self):
        old = self.entry.change
        self.act("correct", self.entry, text="水位三米二。")

        for action in ["correct", "take_back", "pin"]:
            with self.subTest(action):
                answer = self.act(action, self.entry, seen=old, text="水位三米一。", reason="错了")
                self.assertEqual(answer.status_code, 200)
        self.assertContains(self.act("correct", self.entry, seen=old, text="水位三米一。"), "水位三米一。")
        self.entry.refresh_from_db()
        self.assertEqual((self.entry.text, self.entry.pinned_at), ("水位三米二。", None))

    def test_what_was_taken_back_is_not_changed_any_more(self):
        self.act("take_back", self.entry, reason="数据未经核实")
        self.entry.refresh_from_db()
        for action in ["correct", "take_back", "pin"]:
            self.assertEqual(self.act(action, self.entry, text="又来", reason="又来").status_code, 200)
        self.entry.refresh_from_db()
        self.assertEqual((self.entry.text, self.entry.taken_back_reason), ("", "数据未经核实"))

    def test_mistakes_are_corrected_after_the_end_too(self):
        end_event(page_id=self.live.pk, by=self.organiser, now=timezone.now())
        self.act("correct", self.entry, text="水位三米二。")

        self.entry.refresh_from_db()
        self.assertEqual(self.entry.text, "水位三米二。")

    def test_one_entry_is_pinned_as_the_summary(self):
        second = LiveEntryFactory(self.live, text="目前：三处积水，均已排除。")
        self.act("pin", self.entry)
        self.act("pin", second)
        pinned = self.live.live_entries.filter(pinned_at__isnull=False)
        self.assertEqual(list(pinned), [second])
        self.assertContains(self.client.get(self.live.url), "目前：三处积水，均已排除。", count=2)

        self.act("unpin", second)

        self.assertFalse(pinned.all().exists())
        self.assertContains(self.client.get(self.live.url), "目前：三处积水，均已排除。", count=1)

    def test_an_entry_of_another_report_is_not_reached_through_ones_own(self):
        foreign = LiveEntryFactory(LiveFactory(), text="别人的")
        self.assertEqual(self.act("correct", foreign, text="改了").status_code, 404)
        foreign.refresh_from_db()
        self.assertEqual(foreign.text, "别人的")

    def test_odd_forms_are_nothing(self):
        for sent in [{}, {"action": "write_all"}, {"action": "pin", "entry": "9" * 30}]:
            with self.subTest(sent):
                self.assertEqual(self.client.post(self.address, sent).status_code, 404)


class RowTests(TestCase):
    def test_the_database_keeps_what_must_never_be(self):
        live = LiveFactory()
        first = LiveEntryFactory(live, pinned_at=timezone.now())
        wrong = [
            {"number": first.number},
            {"change": first.change},
            {"token": first.token},
            {"pinned_at": timezone.now()},
            {"text": ""},
            {"taken_back_at": timezone.now(), "taken_back_reason": "错了"},
            {"taken_back_at": timezone.now(), "text": ""},
            {"image": ImageFactory(), "media": MediaFactory()},
        ]
        for fields in wrong:
            with self.subTest(list(fields)), self.assertRaises(IntegrityError), transaction.atomic():
                LiveEntryFactory(live, **fields)

    def test_words_are_made_harmless(self):
        live = LiveFactory()
        organiser = MemberFactory(live.unit, Role.ORGANISER)
        write_entry(
            event_id=live.pk,
            by=organiser,
            text="水退了\u202e <script>alert(1)</script>",
            token=new_token(),
            now=timezone.now(),
        )
        page = self.client.get(live.url)
        self.assertNotContains(page, "<script>alert")
        self.assertNotContains(page, "\u202e")

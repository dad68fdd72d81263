from datetime import date
from smtplib import SMTPRecipientsRefused
from unittest import mock

from django.core import mail
from django.test import TestCase
from django.utils import timezone, translation
from wagtail.models import Page, PageLogEntry

from hall.models import HallPage
from portal.accounts.models import Invitation, User
from portal.core.refusals import Refused
from tests.assertions import HouseAssertions
from tests.factories import HallDeskFactory, MemberFactory, PostFactory, UnitFactory, UserFactory
from tests.units.onboarding.sheets import a_row, csv_file
from units.enums import UNIT_ROLES, Role
from units.models import Team, UnitPage
from units.onboarding.models import Batch, BatchPlace
from units.onboarding.plan import Wish
from units.onboarding.preview import preview_units
from units.onboarding.services import onboard_units
from units.permissions import has_role
from units.services import launch_unit


class OnboardingTestCase(HouseAssertions, TestCase):
    def setUp(self):
        self.enterContext(translation.override("en"))

    def onboard(self, *rows, by=None, agreed=None, **wish):
        with self.captureOnCommitCallbacks(execute=True):
            return onboard_units(
                data=csv_file(*rows), wish=Wish(**wish), now=timezone.now(), by=by, agreed=agreed
            )

    def unit(self, code):
        return UnitPage.objects.get(code=code)


class BringUnitsTests(OnboardingTestCase):
    def test_a_new_unit_has_its_page_teams_people_and_batch_and_is_not_public(self):
        self.onboard(
            a_row("GAJ", title="平安河源", official_name="河源市公安局", mark="警", note="首批示范"),
            batch="首批",
            due_on=date(2026, 8, 31),
        )

        unit = self.unit("GAJ")
        self.assertEqual((unit.title, unit.official_name, unit.mark), ("平安河源", "河源市公安局", "警"))
        self.assertFalse(unit.live)
        self.assertEqual({team.role for team in unit.teams.all()}, set(UNIT_ROLES))
        self.assertTrue(has_role(User.objects.get(email="gaj.reviewer@heyuan.example"), unit, Role.REVIEWER))
        self.assertEqual(unit.batch_place.note, "首批示范")
        self.assertEqual(unit.batch_place.batch.due_on, date(2026, 8, 31))

    def test_sub_units_stand_below_their_parents_in_any_order_of_rows(self):
        self.onboard(a_row("PCS", parent="FJ"), a_row("FJ", parent="GAJ"), a_row("GAJ"))

        self.assertEqual(self.unit("PCS").parent_unit(), self.unit("FJ"))
        self.assertEqual(self.unit("FJ").parent_unit(), self.unit("GAJ"))
        self.assertFalse(Page.find_problems()[0])

    def test_the_head_account_leads_the_hall(self):
        self.onboard(a_row("HYFB", title="河源发布", note="主账号"), a_row("GAJ"))

        self.assertEqual(HallPage.objects.get().head, self.unit("HYFB"))

    def test_a_second_time_nothing_changes_and_nobody_is_written_to(self):
        rows = [a_row("HYFB", note="主账号"), a_row("GAJ", parent="HYFB", note="示范")]
        wish = {"batch": "首批", "due_on": date(2026, 8, 31)}
        self.onboard(*rows, **wish)
        before = (PageLogEntry.objects.count(), len(mail.outbox), User.objects.count())

        again = self.onboard(*rows, **wish)

        self.assertTrue(again.plan.is_empty)
        self.assertEqual((PageLogEntry.objects.count(), len(mail.outbox), User.objects.count()), before)

    def test_a_batch_that_no_unit_would_be_in_is_not_made(self):
        rows = [a_row("GAJ", title="平安河源")]
        self.onboard(*rows, batch="首批")

        again = self.onboard(*rows, batch="第二批", due_on=date(2026, 8, 31))

        self.assertTrue(again.plan.is_empty)
        self.assertEqual([batch.name for batch in Batch.objects.all()], ["首批"])

    def test_an_empty_batch_that_is_there_gets_its_date(self):
        rows = [a_row("GAJ", title="平安河源")]
        self.onboard(*rows, batch="首批")
        Batch.objects.create(name="第二批")

        self.onboard(*rows, batch="第二批", due_on=date(2026, 8, 31))

        self.assertEqual(Batch.objects.get(name="第二批").due_on, date(2026, 8, 31))

    def test_a_changed_row_changes_that_alone(self):
        self.onboard(a_row("GAJ"), a_row("SWJ"))
        desk = HallDeskFactory()

        done = self.onboard(a_row("GAJ", title="平安河源", kind="个人"), a_row("SWJ"), by=desk)

        self.assertEqual([row.code for row in done.plan.changed], ["GAJ"])
        unit = self.unit("GAJ")
        self.assertEqual((unit.title, unit.kind, unit.slug), ("平安河源", "person", "gaj"))
        self.assertIn("平安河源", unit.teams.get(role=Role.EDITOR).group.name)
        self.assertEqual(unit.get_latest_revision().user, desk)

    def test_people_come_but_do_not_go_unless_that_is_asked(self):
        self.onboard(a_row("GAJ"))
        row = a_row("GAJ", editors="xiao.li@heyuan.example")
        team = self.unit("GAJ").teams.get(role=Role.EDITOR)

        self.onboard(row)
        self.assertEqual(
            {person.email for person in team.members()},
            {"gaj.editor@heyuan.example", "xiao.li@heyuan.example"},
        )
        self.onboard(row, removes_people=True)
        self.assertEqual([person.email for person in team.members()], ["xiao.li@heyuan.example"])

    def test_units_may_exchange_their_names_and_pass_them_on(self):
        self.onboard(a_row("A", title="甲"), a_row("B", title="乙"), a_row("C", title="丙"))
        launch_unit(unit_id=self.unit("A").pk, by=HallDeskFactory())

        self.onboard(a_row("A", title="乙"), a_row("B", title="甲"))
        self.onboard(a_row("B", title="丙"), a_row("C", title="丁"))

        self.assertEqual([self.unit(code).title for code in "ABC"], ["乙", "丙", "丁"])
        self.assertEqual(self.unit("A").get_latest_revision_as_object().title, "乙")

    def test_a_unit_without_posts_moves_with_all_below_it(self):
        self.onboard(a_row("GAJ"), a_row("FJ"), a_row("PCS", parent="FJ"))

        self.onboard(a_row("FJ", parent="GAJ"))

        self.assertEqual(self.unit("FJ").parent_unit(), self.unit("GAJ"))
        self.assertEqual(self.unit("PCS").url_path.split("/")[-4:-1], ["gaj", "fj", "pcs"])

    def test_a_parent_may_come_below_its_own_sub_unit(self):
        self.onboard(a_row("A"), a_row("B", parent="A"))

        self.onboard(a_row("A", parent="B"), a_row("B"))

        self.assertEqual(self.unit("A").parent_unit(), self.unit("B"))
        self.assertIsNone(self.unit("B").parent_unit())
        self.assertFalse(Page.find_problems()[0])

    def test_a_live_unit_shows_its_new_name_at_once_also_when_a_version_waits(self):
        unit = UnitFactory(code="GAJ", title="河源公安")
        draft = unit.get_latest_revision_as_object()
        draft.introduction = "有困难找警察。"
        author = MemberFactory(unit, Role.REVIEWER)
        draft.save_revision(user=author)

        self.onboard(a_row("GAJ", title="平安河源"))

        unit.refresh_from_db()
        self.assertEqual((unit.title, unit.introduction), ("平安河源", ""))
        waiting = unit.get_latest_revision_as_object()
        self.assertEqual((waiting.title, waiting.introduction), ("平安河源", "有困难找警察。"))
        self.assertEqual(unit.get_latest_revision().user, author)


class RefuseTests(OnboardingTestCase):
    def test_one_bad_row_keeps_all_out(self):
        with self.assertRaises(Refused) as refused:
            self.onboard(a_row("GAJ"), a_row("SWJ", editors="nobody"), batch="首批")

        self.assertIn("Row 3, 编辑邮箱", refused.exception.reasons[0])
        self.assertFalse(UnitPage.objects.exists() or Batch.objects.exists() or mail.outbox)

    def test_what_fails_in_the_middle_leaves_nothing_behind(self):
        with (
            mock.patch("units.onboarding.services.add_member", side_effect=[True, True, OSError]),
            self.assertRaises(OSError),
        ):
            self.onboard(a_row("GAJ"), a_row("SWJ"))

        self.assertFalse(UnitPage.objects.exists() or Team.objects.filter(unit__isnull=False).exists())

    def test_only_the_hall_desk(self):
        unit = UnitFactory()
        for person in [MemberFactory(unit, role) for role in UNIT_ROLES]:
            with self.subTest(person), self.assertRaises(Refused):
                self.onboard(a_row("GAJ"), by=person)

    def test_a_unit_with_posts_stays_where_it_is(self):
        UnitFactory(code="GAJ", title="平安河源")
        PostFactory(unit=UnitFactory(code="PCS", parent=UnitFactory(code="FJ", title="源城分局")))

        preview = preview_units(data=csv_file(a_row("FJ", parent="GAJ")), wish=Wish())

        problem = preview.problems[0]
        self.assertEqual((problem.row, problem.column), (2, "上级账号"))
        self.assertIn("源城分局", problem.message)

    def test_what_was_agreed_must_still_be_so(self):
        self.onboard(a_row("GAJ"))
        row = a_row("GAJ", mark="警")
        seen = preview_units(data=csv_file(row), wish=Wish()).plan.fingerprint
        self.onboard(a_row("GAJ", title="平安河源"))

        with self.assertRaises(Refused) as refused:
            self.onboard(row, agreed=seen)

        self.assertIn("changed since", refused.exception.reasons[0])
        self.assertEqual(self.unit("GAJ").mark, "水")


class InviteTests(OnboardingTestCase):
    def test_each_person_gets_one_letter_with_all_duties_and_a_link(self):
        self.onboard(
            a_row("GAJ", title="平安河源", editors="li@heyuan.example"),
            a_row("SWJ", title="河源水务", liaisons="li@heyuan.example"),
        )

        letters = [letter for letter in mail.outbox if letter.to == ["li@heyuan.example"]]
        self.assertEqual(len(letters), 1)
        for words in ["平安河源", "河源水务", "/accounts/invitation/"]:
            self.assertIn(words, letters[0].body)

    def test_those_who_have_signed_in_are_not_invited_again(self):
        UserFactory(email="li@heyuan.example", last_login=timezone.now())

        done = self.onboard(a_row("GAJ", editors="li@heyuan.example", reviewers="", liaisons=""))

        self.assertEqual(done.invited, [])
        self.assertEqual(mail.outbox, [])
        self.assertTrue(self.unit("GAJ").teams.get(role=Role.EDITOR).members().exists())

    def test_one_address_that_fails_does_not_lose_the_others(self):
        send = mail.EmailMessage.send

        def refuse_one(message, *args, **kwargs):
            if message.to == ["gaj.editor@heyuan.example"]:
                raise SMTPRecipientsRefused({message.to[0]: (550, b"no such mailbox")})
            return send(message, *args, **kwargs)

        with mock.patch.object(mail.EmailMessage, "send", refuse_one):
            self.onboard(a_row("GAJ"))

        self.assertEqual(len(mail.outbox), 2)
        failed = Invitation.objects.get(user__email="gaj.editor@heyuan.example")
        self.assertEqual(failed.get_state(), "failed")
        self.assertIn("no such mailbox", failed.failure)


class NoticeTests(OnboardingTestCase):
    def test_a_unit_without_reviewers_is_told_unless_the_hall_knows_them(self):
        self.onboard(a_row("GAJ"))
        rows = [a_row("GAJ", reviewers=""), a_row("SWJ", reviewers="")]

        preview = preview_units(data=csv_file(*rows), wish=Wish())

        self.assertEqual([(notice.row, notice.column) for notice in preview.notices], [(3, "审核邮箱")])


class CostTests(OnboardingTestCase):
    def test_a_preview_costs_the_same_for_one_unit_or_six(self):
        rows = []

        def one_more():
            rows.append(a_row(f"U{len(rows)}"))
            self.onboard(*rows, batch="首批")

        self.assertQueriesDoNotGrow(
            lambda: preview_units(data=csv_file(*rows), wish=Wish(batch="首批")), one_more
        )
        self.assertEqual(BatchPlace.objects.count(), len(rows))

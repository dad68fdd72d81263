from django.core import mail
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone

from hall.interaction.enums import CommentState
from hall.interaction.models import CommentMailChoice
from hall.interaction.moderating.services import undo_decision
from hall.interaction.one_click import COMMENT_MAIL, DIGEST
from hall.interaction.services import hide_comment, reply_officially, restore_comment, show_comment
from portal.accounts.personal_data import collect_all, forget_all
from portal.core.models import OutgoingMail
from tests.factories import CitizenFactory, CommentFactory, MemberFactory, PostFactory
from units.enums import Role

SETTINGS, CHOOSE = reverse("me_settings"), reverse("me_comment_mail")
CHECKED = r'name="is_wanted"[^>]* checked'


class MailAboutCommentsTests(TestCase):
    def setUp(self):
        self.post, self.person = PostFactory(), CitizenFactory()
        self.spokesperson = MemberFactory(self.post.unit, Role.REVIEWER)

    def held(self):
        return CommentFactory(page=self.post, author=self.person, state=CommentState.HELD, wants_mail=True)

    def decide_and_answer(self):
        """Do all that a writer hears of; return the letters."""
        mail.outbox.clear()
        decided = {"by": self.spokesperson, "now": timezone.now()}
        with self.captureOnCommitCallbacks(execute=True):
            shown = show_comment(comment_id=self.held().pk, **decided)
            hide_comment(comment_id=self.held().pk, reason="与停水无关。", **decided)
            reply_officially(
                page_id=self.post.pk,
                unit=self.post.unit,
                answers_id=shown.pk,
                text="今晚十点来水。",
                token=f"t{shown.pk}",
                **decided,
            )
        return [letter for letter in mail.outbox if letter.to == [self.person.email]]

    def test_each_letter_has_a_way_out_with_one_click(self):
        letters = self.decide_and_answer()
        self.assertEqual(len(letters), 3)
        address = f"http://127.0.0.1:8000{COMMENT_MAIL.address(self.person)}"
        for letter in letters:
            self.assertEqual(letter.extra_headers["List-Unsubscribe"], f"<{address}>")
            self.assertEqual(letter.extra_headers["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click")
            self.assertIn(address, letter.body)
            self.assertIn(SETTINGS, letter.body)

    def test_whoever_stops_them_gets_none_of_any_kind_until_they_want_them_again(self):
        self.client.force_login(self.person)
        self.client.post(CHOOSE, {})
        self.assertEqual(self.decide_and_answer(), [])
        self.assertFalse(OutgoingMail.objects.filter(to=self.person.email).exists())
        self.client.post(CHOOSE, {"is_wanted": "on"})
        self.assertEqual(len(self.decide_and_answer()), 3)

    def test_who_was_told_that_a_comment_is_hidden_hears_that_it_is_public_again(self):
        now, comment = timezone.now(), CommentFactory(page=self.post, author=self.person, wants_mail=True)
        decided = {"comment_id": comment.pk, "by": self.spokesperson, "now": now}
        with self.captureOnCommitCallbacks(execute=True):
            hide_comment(reason="与停水无关。", **decided)
        with self.captureOnCommitCallbacks(execute=True):
            undo_decision(**decided)
        letters = OutgoingMail.objects.filter(to=self.person.email).order_by("pk")
        self.assertEqual([letter.subject[:5] for letter in letters], ["您的评论未", "您的评论已"])

    def test_an_answer_that_is_hidden_and_comes_back_is_told_of_once(self):
        asked = CommentFactory(page=self.post, author=self.person, wants_mail=True)
        decided = {"by": self.spokesperson, "now": timezone.now()}
        with self.captureOnCommitCallbacks(execute=True):
            answer = reply_officially(
                page_id=self.post.pk,
                unit=self.post.unit,
                answers_id=asked.pk,
                text="今晚十点来水。",
                token="t",
                **decided,
            )
        decided |= {"comment_id": answer.pk, "by": MemberFactory(self.post.unit, Role.REVIEWER)}
        for verb, typed in [(hide_comment, {"reason": "写错了。"}), (restore_comment, {})]:
            with self.captureOnCommitCallbacks(execute=True):
                verb(**decided, **typed)
        self.assertEqual(OutgoingMail.objects.filter(to=self.person.email).count(), 1)

    def test_the_choice_of_one_is_nobody_elses(self):
        self.client.force_login(CitizenFactory())
        self.client.post(CHOOSE, {})
        self.assertEqual(len(self.decide_and_answer()), 3)


class ChoosingTests(TestCase):
    def setUp(self):
        self.person = CitizenFactory()
        self.client.force_login(self.person)

    def test_the_settings_offer_it_on_and_keep_it(self):
        self.assertRegex(self.client.get(SETTINGS).content.decode(), CHECKED)
        page = self.client.post(CHOOSE, {}, follow=True)
        self.assertContains(page, "已保存。")
        self.assertNotRegex(page.content.decode(), CHECKED)
        page = self.client.post(CHOOSE, {"is_wanted": "on"}, follow=True)
        self.assertRegex(page.content.decode(), CHECKED)

    def test_choosing_what_is_chosen_keeps_no_row_and_moves_none(self):
        self.client.post(CHOOSE, {"is_wanted": "on"})
        self.assertFalse(CommentMailChoice.objects.exists())
        self.client.post(CHOOSE, {})
        before = CommentMailChoice.objects.get().chosen_at
        self.client.post(CHOOSE, {})
        self.assertEqual(CommentMailChoice.objects.get().chosen_at, before)

    def test_it_is_for_people_who_are_signed_in(self):
        self.assertRedirects(Client().post(CHOOSE, {}), f"{reverse('sign_in')}?next={CHOOSE}")
        self.assertRedirects(self.client.get(CHOOSE), SETTINGS)
        self.assertFalse(CommentMailChoice.objects.exists())

    def test_whoever_has_stopped_it_is_offered_none_with_a_comment(self):
        post = PostFactory()
        for address in [reverse("write_comment", args=[post.pk]), reverse("own_comments", args=[post.pk])]:
            self.client.post(CHOOSE, {"is_wanted": "on"})
            self.assertContains(self.client.get(address), 'name="wants_mail"')
            self.client.post(CHOOSE, {})
            page = self.client.get(address)
            self.assertNotContains(page, 'name="wants_mail"')
            self.assertContains(page, "您已关闭评论通知邮件")
        sent = {"text": "几点来水？", "token": "a" * 32, "wants_mail": "on"}
        self.client.post(reverse("write_comment", args=[post.pk]), sent)
        self.assertFalse(self.person.comments.get().wants_mail)

    def test_a_person_takes_it_along_and_it_goes_with_them(self):
        self.client.post(CHOOSE, {})
        self.assertEqual(collect_all(self.person)["mail about comments"], [{"is_wanted": False}])
        forget_all(self.person)
        self.assertFalse(CommentMailChoice.objects.exists())


class StoppingTests(TestCase):
    def setUp(self):
        self.person = CitizenFactory()
        self.address = COMMENT_MAIL.address(self.person)
        # A mail program: no cookies, and Django's own guard against forged forms is at work.
        self.program = Client(enforce_csrf_checks=True)

    def stopped(self):
        return CommentMailChoice.objects.filter(user=self.person, is_wanted=False).exists()

    def test_one_click_stops_it_at_once_and_again(self):
        for _number in range(2):
            answer = self.program.post(self.address, {"List-Unsubscribe": "One-Click"})
            self.assertContains(answer, "已退订评论通知邮件")
            self.assertTrue(self.stopped())
        self.assertFalse(answer.cookies)

    def test_opening_the_link_changes_nothing(self):
        page = self.program.get(self.address)
        self.assertContains(page, 'value="stop"')
        self.assertIn("no-store", page.headers["Cache-Control"])
        self.assertFalse(CommentMailChoice.objects.exists())

    def test_it_can_be_taken_back(self):
        self.program.post(self.address)
        self.assertContains(self.program.get(self.address), 'value="take_back"')
        for _number in range(2):
            self.program.post(self.address, {"action": "take_back"})
            self.assertFalse(self.stopped())

    def test_the_link_of_other_letters_stops_nothing_here_and_this_one_nothing_there(self):
        token, other = (address.split("/")[3] for address in [self.address, DIGEST.address(self.person)])
        for name, foreign in [("comment_mail_stop", other), ("mail_stop", token), ("mail_stop", "MQ:abc")]:
            self.assertEqual(self.program.post(reverse(name, args=[foreign])).status_code, 404)
        self.assertFalse(self.stopped())

    def test_whoever_has_left_is_told_the_same_and_gets_no_row(self):
        self.person.delete()
        page = self.program.post(self.address, {"action": "take_back"})
        self.assertContains(page, "已退订评论通知邮件")
        self.assertNotContains(page, 'value="take_back"')
        self.assertFalse(CommentMailChoice.objects.exists())

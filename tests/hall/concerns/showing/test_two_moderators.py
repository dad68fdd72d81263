"""Two moderators with the same question before them: neither undoes unseen what the other has decided."""

from datetime import timedelta

from django.urls import reverse

from hall.concerns.enums import AnswerState
from hall.concerns.models import Concern
from hall.concerns.showing import services
from hall.concerns.showing.forms import rows_of
from hall.concerns.showing.permissions import decision_version
from portal.core.refusals import Refused
from tests.factories import AnswerFactory
from tests.hall.concerns.showing.test_screens import World
from tests.hall.concerns.showing.test_showing import NOW


class TwoModeratorsTests(World):
    def seen(self, concern):
        return self.client.get(self.address(concern)).context["seen"]

    def test_a_mask_of_the_colleague_is_not_taken_off_by_an_older_form(self):
        concern = self.concern()
        seen = self.seen(concern)
        services.show_concern(concern_id=concern.pk, by=self.desk, masks={"市民政局": "某局"}, now=NOW)
        for action in ["show", "later", "preview"]:
            with self.subTest(action):
                answer = self.send(concern, action, seen=seen, also="谢谢")
                self.assertContains(answer, "请重新看一遍", status_code=409)
                self.assertEqual(answer.context["show_form"]["also"].value(), "谢谢")
                self.assertEqual(answer.context["seen"], self.seen(concern))
        self.assertEqual(Concern.objects.get(pk=concern.pk).masks, {"市民政局": "某局"})

    def test_an_answer_is_not_shown_by_whoever_read_the_one_before(self):
        concern = self.concern(is_answer_shown=True, state="answered")
        seen = self.seen(concern)
        later = concern.answered_at + timedelta(days=1)
        AnswerFactory(concern=concern, state=AnswerState.SENT, text="请打13987654321。", sent_at=later)
        page = self.send(concern, "show_answer", seen=seen, **{"answer-also": "路灯"})

        self.assertEqual(page.context["answer_form"]["also"].value(), "路灯")
        self.assertEqual(page.context["show_form"]["also"].value(), "")
        self.assertNotIn("139", Concern.objects.get(pk=concern.pk).public_answer)

    def test_the_verb_refuses_too(self):
        concern = self.concern()
        with self.assertRaises(Refused):
            services.show_concern(concern_id=concern.pk, by=self.desk, masks={}, seen="2013 1", now=NOW)
        seen = decision_version(concern, None)
        services.show_concern(concern_id=concern.pk, by=self.desk, masks={}, seen=seen, now=NOW)

    def test_what_was_seen_is_decided_on(self):
        concern = self.concern()
        answer = self.send(concern, "show", seen=self.seen(concern))

        self.assertRedirects(answer, reverse("concerns_showing"))
        self.assertTrue(Concern.objects.get(pk=concern.pk).is_public)

    def test_what_was_chosen_by_hand_stands_in_one_order_in_every_process(self):
        chosen = {f"第{at}盏灯": "***" for at in "一二三四五六七八"}
        rows = rows_of(["".join(chosen)], chosen, is_decided=True)

        self.assertEqual([row.words for row in rows], list(chosen))

"""A mask holds wherever its words stand, and is gone wherever a moderator takes it off."""

from hall.concerns.enums import ConcernState
from hall.concerns.models import Concern
from hall.concerns.showing.services import keep_findable
from tests.factories import AnswerFactory
from tests.hall.concerns.showing.test_screens import World


class MasksTests(World):
    def asked(self, text, answer):
        concern = self.concern(
            subject="张伟问路灯",
            text=text,
            public_subject="张伟问路灯",
            public_text=text,
            is_shown=True,
            state=ConcernState.ANSWERED,
        )
        concern.answers.all().delete()
        AnswerFactory(concern=concern, state="sent", text=answer, sent_at=concern.answered_at)
        keep_findable(concern)
        return concern

    def found(self, words):
        return list(self.client_class().get("/ask/", {"q": words}).context["rows"].entries)

    def test_words_masked_in_the_answer_leave_the_question_too(self):
        concern = self.asked("我是张伟，路灯不亮。", "张伟您好，路灯已经修好。")
        self.assertEqual(self.found("张伟"), [concern])
        self.send(concern, "show_answer", **{"answer-also": "张伟"})
        concern.refresh_from_db()

        self.assertEqual(concern.public_subject, "***问路灯")
        self.assertEqual(concern.public_text, "我是***，路灯不亮。")
        self.assertEqual(concern.public_answer, "***您好，路灯已经修好。")
        page = self.client_class().get(concern.get_absolute_url())
        self.assertNotContains(page, "张伟")
        self.assertEqual(self.found("张伟"), [])

    def test_a_mask_of_the_answer_is_taken_off(self):
        concern = self.asked("路灯不亮。", "路灯由张记电器修好。")
        self.send(concern, "show_answer", **{"answer-also": "张记电器"})
        concern.refresh_from_db()
        self.assertEqual(concern.public_answer, "路灯由***修好。")
        self.send(concern, "show_answer")
        concern.refresh_from_db()

        self.assertEqual((concern.public_answer, concern.masks), ("路灯由张记电器修好。", {}))

    def test_a_mask_of_the_question_is_taken_off_in_the_answer_too(self):
        concern = self.asked("张记电器门口路灯不亮。", "张记电器门口的路灯已修好。")
        self.send(concern, "show", also="张记电器")
        self.send(concern, "show_answer")
        concern.refresh_from_db()
        self.assertEqual(concern.public_answer, "***门口的路灯已修好。")
        self.send(concern, "show")
        concern.refresh_from_db()

        self.assertEqual(concern.public_answer, "张记电器门口的路灯已修好。")

    def test_a_mask_of_an_earlier_answer_is_remembered_for_later_ones(self):
        concern = self.asked("路灯不亮。", "路灯由张记电器修好。")
        self.send(concern, "show_answer", **{"answer-also": "张记电器"})
        AnswerFactory(concern=concern, state="sent", text="已经换了新灯。", sent_at=concern.answered_at)
        self.send(concern, "show_answer")

        self.assertEqual(Concern.objects.get(pk=concern.pk).masks, {"张记电器": "***"})

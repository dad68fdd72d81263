import copy

from django.core.exceptions import ValidationError
from django.test import TestCase
from django.utils import timezone

from hall.campaigns.models import SurveyPage
from hall.campaigns.permissions import why_not_submit
from portal.core.refusals import Refused
from tests.factories import HallDeskFactory, SurveyFactory, answer_survey
from tests.factories.surveys import every_kind, items, question


class ChangingTests(TestCase):
    """What was answered stays as it was asked."""

    @classmethod
    def setUpTestData(cls):
        cls.page = SurveyFactory()

    def changed(self, act):
        blocks = copy.deepcopy(every_kind())
        act(blocks)
        page = SurveyPage.objects.get(pk=self.page.pk)
        page.questions = page.questions.stream_block.to_python(blocks)
        return page

    def changes(self):
        def reword(blocks):
            blocks[0]["value"]["words"] = "您怎样上班？"

        def reword_choice(blocks):
            blocks[0]["value"]["choices"][1]["value"] = "骑车"

        def drop_choice(blocks):
            blocks[0]["value"]["choices"].pop()

        def add_choice(blocks):
            blocks[0]["value"]["choices"] += items(["打车"])

        def drop(blocks):
            blocks.pop(1)

        def ask_everybody(blocks):
            blocks[5]["value"].update(only_if_number=None, only_if_words="")

        return [reword, reword_choice, drop_choice, add_choice, drop, ask_everybody]

    def test_they_may_change_before_anybody_has_answered(self):
        for change in self.changes():
            with self.subTest(change.__name__):
                self.changed(change).full_clean()

    def test_the_editor_refuses_a_change_of_what_was_answered(self):
        answer_survey(self.page, {"出行": "公交"}, now=timezone.now())
        for change in self.changes():
            with self.subTest(change.__name__), self.assertRaises(ValidationError) as refused:
                self.changed(change).full_clean()
            self.assertIn("已有人回答", str(refused.exception))

    def test_a_version_that_was_written_before_the_first_answer_is_not_published_after_it(self):
        for change in self.changes():
            with self.subTest(change.__name__):
                page = self.changed(change)
                revision = page.save_revision()
                answer_survey(self.page, {"出行": "公交"}, now=timezone.now())
                with self.assertRaises(Refused):
                    revision.publish(skip_permission_checks=True)
                self.assertEqual(SurveyPage.objects.get(pk=self.page.pk).version, self.page.version)
                self.page.answers.all().delete()

    def test_questions_may_be_added_and_stand_in_another_order(self):
        answer_survey(self.page, {"出行": "公交"}, now=timezone.now())

        def change(blocks):
            blocks.append(question("text", "还有吗", is_required=False))
            blocks[1], blocks[2] = blocks[2], blocks[1]

        self.changed(change).save_revision().publish(skip_permission_checks=True)

        self.assertEqual(len(SurveyPage.objects.get(pk=self.page.pk).asked), 7)

    def test_the_rule_by_which_people_answered_stays(self):
        answer_survey(self.page, {"出行": "公交"}, now=timezone.now())
        page = SurveyPage.objects.get(pk=self.page.pk)
        page.who_answers = "device"
        with self.assertRaises(ValidationError):
            page.full_clean()

    def test_a_condition_names_a_choice_of_a_question_above(self):
        for number, words in [(6, "公交"), (9, "公交"), (1, "地铁"), (4, "路灯"), (1, ""), (None, "公交")]:
            with self.subTest((number, words)), self.assertRaises(ValidationError):
                self.changed(
                    lambda blocks, number=number, words=words: blocks[5]["value"].update(
                        only_if_number=number, only_if_words=words
                    )
                ).full_clean()

    def test_one_without_questions_or_with_half_of_them_is_not_sent_for_review(self):
        desk = HallDeskFactory()
        empty = SurveyFactory(live=False, questions=[])
        half = SurveyFactory(live=False, questions=[question("single", "", choices=["好", "不好"])])
        for page in [empty, half]:
            with self.subTest(page.pk):
                self.assertIn("题", why_not_submit(desk, page))

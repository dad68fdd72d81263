import json

from django.urls import reverse

from hall.concerns.answering.permissions import unsent_answer, version_of
from tests.factories import MemberFactory
from tests.factories.concerns import ConcernFactory
from tests.hall.concerns.test_desk_screens import ScreenTestCase
from units.enums import Role

TEXT = "会议强调，要提高政治站位，狠抓贯彻落实，确保取得实效。"
OFFICIALESE = "官话偏多"


def dismissal(words="贯彻落实", reason="文件原话"):
    return {"rule": "ritual-opening", "words": words, "reason": reason}


class HintsInAnswersTests(ScreenTestCase):
    def setUp(self):
        super().setUp()
        self.concern = ConcernFactory(unit=self.unit)

    def save(self, person=None, action="save", text=TEXT, dismissed=()):
        return self.send(
            person or self.liaison,
            self.concern,
            action,
            text=text,
            category=self.category.pk,
            seen=version_of(unsent_answer(self.concern)),
            dismissed_hints=dismissed if isinstance(dismissed, str) else json.dumps(list(dismissed)),
        )

    def kept(self):
        return unsent_answer(self.concern).dismissed_hints

    def test_stand_beside_the_text_as_they_do_for_posts(self):
        page = self.page(self.liaison, self.concern)

        self.assertContains(page, f'data-speech="#id_text" data-speech-check="{reverse("review_speech")}"')
        self.assertContains(page, 'id="id_text"')
        self.assertContains(page, "portal/js/speech/start.js")

    def test_answer_a_liaison_who_writes(self):
        self.client.force_login(self.liaison)
        self.assertContains(self.client.post(reverse("review_speech"), {"text": TEXT}), OFFICIALESE)

    def test_are_read_by_who_reviews(self):
        self.save(action="submit", dismissed=[dismissal()])
        page = self.page(self.spokesperson, self.concern)

        self.assertContains(page, OFFICIALESE)
        self.assertContains(page, "文件原话")
        self.assertNotContains(page, "data-speech-take")

    def test_keep_why_words_stay_with_who_said_it_first(self):
        self.save(dismissed=[dismissal()])
        self.save(self.spokesperson, dismissed=[dismissal(), dismissal("会议强调", "会议原话")])

        names = {row["words"]: row["person_name"] for row in self.kept()}
        self.assertEqual(names, {"贯彻落实": str(self.liaison), "会议强调": str(self.spokesperson)})
        form = self.page(self.liaison, self.concern).context["answer_form"]
        self.assertEqual(json.loads(form["dismissed_hints"].value()), self.kept())

    def test_forget_what_is_said_of_words_that_are_gone(self):
        self.save(dismissed=[dismissal(), dismissal("不在文中")])
        self.assertEqual([row["words"] for row in self.kept()], ["贯彻落实"])
        self.save(text="路灯已经修好。", dismissed=[dismissal()])
        self.assertEqual(self.kept(), [])

    def test_stop_nobody_whatever_is_sent(self):
        for sent in ["[", "7", "{}", "[" * 100_000, '[{"rule": 7}]', '[{"words": "\\u0000"}]']:
            with self.subTest(sent[:20]):
                self.assertEqual(self.save(dismissed=sent).status_code, 302)
                self.assertEqual(self.kept(), [])

    def test_come_back_with_a_form_that_is_refused(self):
        page = self.save(text="", dismissed=[dismissal()])

        self.assertEqual(json.loads(page.context["answer_form"]["dismissed_hints"].value()), [dismissal()])

    def test_are_nothing_to_somebody_else(self):
        self.save(MemberFactory(self.unit, Role.EDITOR), dismissed=[dismissal()])
        self.assertIsNone(unsent_answer(self.concern))

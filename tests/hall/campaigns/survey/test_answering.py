import re
from datetime import timedelta
from unittest.mock import patch

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from hall.campaigns.models import SurveyAnswer, SurveyValue
from hall.campaigns.services import end_event
from hall.campaigns.survey import permissions
from hall.campaigns.survey.devices import COOKIE, new_device
from tests.assertions import HouseAssertions
from tests.factories import CitizenFactory, HallDeskFactory, SurveyFactory

HOUR = timedelta(hours=1)


def attributes(tag: str) -> dict[str, str]:
    """Return the attributes of a tag; one without a value has an empty one."""
    return dict(re.findall(r'([\w-]+)(?:="([^"]*)")?', tag))


class AnsweringTestCase(TestCase):
    rule = "person"

    @classmethod
    def setUpTestData(cls):
        cls.page = SurveyFactory(who_answers=cls.rule, title="市民出行调查")
        cls.address = reverse("answer_survey", args=[cls.page.pk])
        cls.person = CitizenFactory()

    def words(self, **changed):
        return {"version": self.page.version, "device": new_device(), "出行": "单车", **changed}

    def send(self, **changed):
        return self.client.post(self.address, self.words(**changed))

    def values(self):
        rows = SurveyValue.objects.order_by("question", "part", "value")
        return {(row.question, row.part, row.value or row.text) for row in rows}


class PersonTests(AnsweringTestCase):
    def setUp(self):
        self.client.force_login(self.person)

    def test_every_kind_of_question_is_kept_as_rows(self):
        answer = self.send(
            **{
                "出行": "公交",
                "不便": ["太挤", "太远"],
                "满意": "4",
                "先修.路灯": "2",
                "先修.步道": "1",
                "评价.早上": "差",
                "建议": "多开夜班车",
            }
        )

        self.assertRedirects(answer, self.address)
        self.assertEqual(
            self.values(),
            {
                ("出行", "", "公交"),
                ("不便", "", "太挤"),
                ("不便", "", "太远"),
                ("满意", "", "4"),
                ("先修", "路灯", "2"),
                ("先修", "步道", "1"),
                ("评价", "早上", "差"),
                ("建议", "", "多开夜班车"),
            },
        )
        self.assertEqual(SurveyAnswer.objects.get().person, self.person)
        self.assertContains(self.client.get(self.address), "您的回答")

    def test_what_is_wrong_is_said_and_nothing_typed_is_lost(self):
        wrong = [
            ({"出行": ""}, "请回答这道题"),
            ({"出行": "飞机"}, "飞机"),
            ({"不便": ["太挤", "太慢", "太远"]}, "最多选"),
            ({"先修.路灯": "1", "先修.步道": "1"}, "不同的名次"),
            ({"先修.路灯": "1"}, "不同的名次"),
            ({"出行": "公交", "建议": "长" * 1001}, "1001"),
        ]
        for changed, said in wrong:
            with self.subTest(changed):
                answer = self.send(**{"满意": "3", **changed})
                self.assertContains(answer, said, status_code=422)
                self.assertEqual(answer.context["form"]["满意"].value(), "3")
        self.assertFalse(SurveyAnswer.objects.exists())

    def test_an_error_gives_everything_back_without_any_script(self):
        page = self.send(
            **{
                "出行": "公交",
                "不便": ["太挤", "太慢", "太远"],
                "满意": "4",
                "先修.路灯": "2",
                "先修.步道": "2",
                "评价.早上": "差",
                "评价.晚上": "好",
                "建议": "多开夜班车",
            }
        ).content.decode()

        shown = {
            (box["name"], box["value"])
            for box in map(attributes, re.findall(r"<input ([^>]*)>", page))
            if box.get("type") in ("radio", "checkbox") and "checked" in box
        }
        self.assertEqual(
            shown,
            {
                *(("不便", trouble) for trouble in ["太挤", "太慢", "太远"]),
                *[("出行", "公交"), ("满意", "4"), ("评价.早上", "差"), ("评价.晚上", "好")],
            },
        )
        for name in ["先修.路灯", "先修.步道"]:
            self.assertRegex(page, rf'(?s)<select name="{name}"[^>]*>(?:(?!</select>).)*value="2" selected')
        self.assertIn("多开夜班车</textarea>", page)

    def test_what_does_not_apply_is_ignored(self):
        self.send(出行="走路", 建议="多开夜班车")

        self.assertEqual(self.values(), {("出行", "", "走路")})

    def test_a_condition_is_said_for_whoever_has_no_scripts(self):
        self.assertContains(self.client.get(self.address), "第 1 题选“公交”的人才需回答")

    def test_nobody_votes_twice(self):
        self.send()
        again = self.send(出行="公交")

        self.assertRedirects(again, self.address)
        self.assertEqual(self.values(), {("出行", "", "单车")})
        self.page.refresh_from_db()
        self.assertEqual(self.page.tally.total, 1)

    def test_whose_session_has_ended_goes_through_the_door_and_loses_no_word(self):
        self.client.logout()
        answer = self.send(出行="公交", 建议="多开夜班车", 不便=["太挤", "太远"])
        self.assertIn("next=", answer["Location"])
        self.assertFalse(SurveyAnswer.objects.exists())

        kept = self.client.session["pending_words"]
        self.client.force_login(self.person)
        session = self.client.session
        session["pending_words"] = kept
        session.save()

        form = self.client.get(self.address).context["form"]
        self.assertEqual(form["建议"].value(), "多开夜班车")
        self.assertEqual(form["不便"].value(), ["太挤", "太远"])

    def test_the_clock_of_the_hall_decides(self):
        self.client.get(self.address)
        end_event(page_id=self.page.pk, by=HallDeskFactory(), now=timezone.now())

        late = self.send(建议="晚了一分钟", 出行="公交")

        self.assertContains(late, "已于", status_code=422)
        self.assertContains(late, "晚了一分钟", status_code=422)
        self.assertFalse(SurveyAnswer.objects.exists())

    def test_none_is_taken_before_it_opens(self):
        early = SurveyFactory(opens_at=timezone.now() + HOUR, closes_at=None)
        answer = self.client.post(
            reverse("answer_survey", args=[early.pk]), {**self.words(), "version": early.version}
        )
        self.assertContains(answer, "开始", status_code=422)
        self.assertFalse(SurveyAnswer.objects.exists())

    def test_a_form_of_questions_that_have_changed_comes_back(self):
        answer = self.send(version="old", 满意="2")

        self.assertContains(answer, "增加了题目", status_code=422)
        self.assertContains(answer, self.page.version, status_code=422)
        self.assertFalse(SurveyAnswer.objects.exists())

    def test_a_draft_takes_no_answers(self):
        draft = SurveyFactory(live=False)
        address = reverse("answer_survey", args=[draft.pk])
        self.assertEqual(self.client.get(address).status_code, 404)
        self.assertEqual(self.client.post(address, self.words()).status_code, 404)

    def test_hammering_is_slowed_down(self):
        for _try in range(20):
            self.send(version="old")

        self.assertContains(self.send(), "次数", status_code=422)
        self.assertFalse(SurveyAnswer.objects.exists())


class DeviceTests(AnsweringTestCase):
    rule = "device"

    def test_looking_sets_no_device_and_sending_does(self):
        self.assertNotIn(COOKIE, self.client.get(self.address).cookies)
        self.assertEqual(self.client.get(self.page.url).cookies, {})

        cookie = self.send().cookies[COOKIE]

        self.assertTrue(cookie["httponly"])
        self.assertEqual(cookie["path"], "/surveys/")

    def test_a_device_answers_once(self):
        self.send()
        self.send(出行="公交")

        self.assertEqual(self.values(), {("出行", "", "单车")})
        self.assertContains(self.client.get(self.address), "本设备已经回答过")

    def test_a_double_click_of_a_new_device_counts_once(self):
        words = self.words()
        self.client.post(self.address, words)
        self.client.cookies.clear()
        self.client.post(self.address, words)

        self.assertEqual(SurveyAnswer.objects.count(), 1)

    def test_a_device_that_somebody_made_up_is_none(self):
        self.client.cookies[COOKIE] = "made-up"
        self.send(device="made-up")
        answer = SurveyAnswer.objects.get()

        self.assertEqual(len(answer.device_digest), 64)
        self.assertNotIn("made-up", self.client.cookies[COOKIE].value)

    def test_who_is_signed_in_is_not_written_down(self):
        self.client.force_login(self.person)
        self.send()

        self.assertIsNone(SurveyAnswer.objects.get().person)

    @patch.object(permissions, "MOST_FROM_ADDRESS", 1)
    def test_one_address_sends_so_many_and_no_more(self):
        self.send()
        self.client.cookies.clear()

        self.assertContains(self.send(), "网络地址", status_code=422)
        self.assertEqual(SurveyAnswer.objects.count(), 1)

    def test_the_same_device_is_another_in_another_survey(self):
        other = SurveyFactory(who_answers="device")
        self.send()
        self.client.post(
            reverse("answer_survey", args=[other.pk]), {**self.words(), "version": other.version}
        )
        self.assertEqual(len(set(SurveyAnswer.objects.values_list("device_digest", flat=True))), 2)
        self.assertEqual(len(set(SurveyAnswer.objects.values_list("address_digest", flat=True))), 2)

    def test_the_page_says_how_weak_the_rule_is(self):
        for address in [self.address, self.page.url]:
            self.assertContains(self.client.get(address), "不能当作投票")


class PublicPageTests(HouseAssertions, TestCase):
    def test_it_is_the_same_for_everyone_and_sets_no_cookie(self):
        self.assertSameForEveryone(SurveyFactory().url)

    def test_it_leads_to_the_questions_while_it_is_open(self):
        now = timezone.now()
        page = SurveyFactory()
        closed = SurveyFactory(opens_at=now - 2 * HOUR, closes_at=now - HOUR)

        self.assertContains(self.client.get(page.url), f"/surveys/{page.pk}/")
        self.assertNotContains(self.client.get(closed.url), f'"/surveys/{closed.pk}/"')

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from hall.campaigns.collection.enums import SubmissionState, Voting
from hall.campaigns.models import CollectionPage, Submission
from tests.factories import CitizenFactory, EventFactory, MemberFactory
from tests.hall.campaigns.collection.cases import photograph
from tests.journeys.accessibility import STICKING_OUT, violations
from tests.journeys.browsing import BrowserTestCase
from units.enums import Role

PHONE = 390


@pytest.mark.browser
class CollectionTests(BrowserTestCase):
    """A resident sends in a picture, an organiser makes it public, another resident votes, and it wins."""

    def setUp(self):
        super().setUp()
        self.page = EventFactory(
            CollectionPage, title="晒晒万绿湖", terms="作品用于本市宣传。", voting=Voting.TOGETHER
        )
        self.author, self.voter = CitizenFactory(nickname="湖边拍客"), CitizenFactory(nickname="爱湖人")
        self.organiser = MemberFactory(self.page.unit, Role.ORGANISER)
        self.desk = reverse("collection_desk", args=[self.page.pk])

    def assert_good(self, page):
        self.assertEqual(violations(page), [])
        self.assertEqual(page.evaluate(STICKING_OUT), [])

    def send(self, page):
        self.press(page, page.get_by_role("link", name="我要投稿"))
        page.get_by_label("标题").fill("湖上晨雾")
        picture = photograph()
        file = {"name": picture.name, "mimeType": "image/jpeg", "buffer": picture.read()}
        page.get_by_label("图片", exact=True).set_input_files(file)
        self.press(page, page.get_by_role("button", name="先上传，再写图片说明"))
        page.get_by_label("图片说明").fill("雾中的湖")
        page.get_by_label("作品由我本人创作").check()
        page.get_by_label("可辨认的人物均已同意").check()

    def test_from_a_picture_to_a_prize(self):
        page = self.visit_as(self.author, self.page.url, width=PHONE)
        self.send(page)
        self.assert_good(page)
        self.press(page, page.get_by_role("button", name="提交投稿"))
        expect(page.get_by_text("待审核")).to_be_visible()
        self.assert_good(page)

        desk = self.visit_as(self.organiser, self.desk, width=PHONE)
        self.press(desk, desk.get_by_role("button", name="通过并公开"))
        voter = self.visit_as(self.voter, self.page.url, width=PHONE)
        expect(voter.get_by_role("img", name="雾中的湖")).to_be_visible()
        self.assert_good(voter)
        self.press(voter, voter.get_by_role("link", name="投它一票"))
        self.press(voter, voter.get_by_role("button", name="投它一票"))
        expect(voter.get_by_role("status").first).to_contain_text("您已投它一票")

        desk.goto(f"{self.desk}?state=approved")
        desk.get_by_label("奖项").fill("一等奖")
        self.press(desk, desk.get_by_role("button", name="授予奖项"))
        self.page.closes_at = timezone.now() - timedelta(seconds=1)
        self.page.save_revision().publish(skip_permission_checks=True)
        desk.reload()
        desk.get_by_text("公布获奖名单", exact=True).click()
        self.press(desk, desk.get_by_role("button", name="向所有人公布"))
        page = self.visit(self.page.url, width=PHONE)
        expect(page.get_by_text("一等奖").first).to_be_visible()

    def test_without_scripts_it_is_sent_in_and_withdrawn(self):
        page = self.visit_as(self.author, self.page.url, width=PHONE, java_script_enabled=False)
        self.send(page)
        self.press(page, page.get_by_role("button", name="提交投稿"))
        page.get_by_text("撤回这件投稿").click()
        self.press(page, page.get_by_role("button", name="撤回并删除图片"))
        self.assertEqual(Submission.objects.get().state, SubmissionState.WITHDRAWN)

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse

from hall.forms import new_key
from hall.models import Category, PostPage
from hall.services import draft_post, save_draft, submit_post
from portal.core.models import PortalImage, PortalMedia
from tests.assertions import HouseAssertions
from tests.factories import ImageFactory, MemberFactory, PostFactory, UnitFactory
from units.enums import Role
from units.services import ensure_collection


def jpeg(name="东江.jpg"):
    with ImageFactory().file.open() as file:
        return SimpleUploadedFile(name, file.read(), "image/jpeg")


class ComposerTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.editor = MemberFactory(cls.unit)
        cls.category = Category.objects.first()

    def setUp(self):
        self.client.force_login(self.editor)

    def compose(self, post=None, action="draft", **fields):
        address = reverse("hall_compose_post", args=[post.pk]) if post else reverse("hall_compose")
        typed = {"unit": self.unit.pk, "text": "今晚停水，请街坊存水。", "category": self.category.pk}
        return self.client.post(address, {**typed, "action": action, **fields})

    def assertBack(self, response, *words):
        """Nothing was written, and the form is back with these words in it."""
        self.assertEqual(response.status_code, 200)
        for word in words:
            self.assertIn(word, response.text)


class ComposerPanelTests(HouseAssertions, ComposerTestCase):
    def test_those_who_write_for_a_unit_find_it_on_their_home_page(self):
        for role, finds_it in [(Role.EDITOR, True), (Role.REVIEWER, True), (Role.LIAISON, False)]:
            with self.subTest(role):
                self.client.force_login(MemberFactory(self.unit, role))
                response = self.client.get(reverse("wagtailadmin_home"))
                self.assertEqual("data-composer" in response.text, finds_it)

    def test_it_asks_for_the_unit_only_where_there_is_a_choice(self):
        self.assertNotIn("<select", self.client.get(reverse("hall_compose")).text)

    def test_those_who_left_a_unit_do_not_read_on_what_they_began(self):
        begun = draft_post(unit=self.unit, author=self.editor, text="一稿", category=self.category)
        self.assertIn("一稿", self.client.get(reverse("wagtailadmin_home")).text)
        self.unit.teams.get(role=Role.EDITOR).group.user_set.remove(self.editor)
        UnitFactory().teams.get(role=Role.EDITOR).group.user_set.add(self.editor)
        colleague = MemberFactory(self.unit)
        save_draft(post_id=begun.pk, author=colleague, text="密令七七四", category=self.category)

        home = self.client.get(reverse("wagtailadmin_home")).text
        self.assertIn("data-composer", home)
        self.assertNotIn("密令七七四", home)

    def test_it_remembers_the_unit_that_was_chosen_last(self):
        other = UnitFactory(title="河源发改")
        person = MemberFactory(self.unit)
        person.groups.add(other.teams.get(role=Role.EDITOR).group)
        self.client.force_login(person)
        self.compose(unit=other.pk)

        page = self.client.get(reverse("hall_compose")).text

        self.assertIn(f'<option value="{other.pk}" selected>', page)

    def test_my_drafts_say_where_they_are(self):
        drafts = {}
        for text in ["刚写一半", "已经送审", "被退回来"]:
            post = draft_post(unit=self.unit, author=self.editor, text=text, category=self.category)
            drafts[text] = post
        for text in ["已经送审", "被退回来"]:
            submit_post(post_id=drafts[text].pk, user=self.editor)
        drafts["被退回来"].current_workflow_task_state.reject(comment="请写明时间")
        PostFactory(unit=self.unit, owner=self.editor, text="早就公开")
        PostFactory(unit=self.unit, owner=MemberFactory(self.unit), live=False, text="别人的")

        page = self.client.get(reverse("wagtailadmin_home")).text

        for words in [*drafts, "请写明时间", reverse("hall_compose_post", args=[drafts["刚写一半"].pk])]:
            self.assertIn(words, page)
        section = page[page.index("my-drafts") :]
        self.assertNotIn("早就公开", section[: section.index("</section>")])
        self.assertNotIn("别人的", section[: section.index("</section>")])

    def test_it_costs_the_same_for_one_draft_or_six(self):
        def one_more():
            post = draft_post(unit=self.unit, author=self.editor, text="草稿", category=self.category)
            submit_post(post_id=post.pk, user=self.editor)

        self.assertQueriesDoNotGrow(lambda: self.client.get(reverse("wagtailadmin_home")), one_more)


class ComposeTests(ComposerTestCase):
    def test_a_draft_with_everything_is_saved(self):
        response = self.compose(location="新江路", pictures=[jpeg("一.jpg"), jpeg("二.jpg")])

        self.assertRedirects(response, reverse("wagtailadmin_home"), fetch_redirect_response=False)
        post = PostPage.objects.get()
        self.assertEqual((post.text, post.location), ("今晚停水，请街坊存水。", "新江路"))
        self.assertEqual([picture.image.title for picture in post.pictures.all()], ["一", "二"])
        collection = ensure_collection(unit=self.unit)
        self.assertTrue(
            all(image.collection == collection for image in [p.image for p in post.pictures.all()])
        )
        self.assertFalse(post.workflow_in_progress)

    def test_submitting_starts_the_review(self):
        self.compose(action="submit")

        post = PostPage.objects.get()
        self.assertTrue(post.workflow_in_progress)
        self.assertFalse(post.live)

    def test_preview_saves_the_draft_and_shows_it_beside_the_text(self):
        response = self.compose(action="preview")

        post = PostPage.objects.get()
        address = reverse("hall_compose_post", args=[post.pk])
        self.assertRedirects(response, f"{address}?preview")
        frame = self.client.get(reverse("hall_compose_preview", args=[post.pk]))
        self.assertIn("今晚停水", frame.text)
        self.assertNotIn("masthead", frame.text)
        page = self.client.get(f"{address}?preview").text
        self.assertRegex(page, f'<iframe src="{frame.request["PATH_INFO"]}"[^>]* data-grows')
        self.assertIn("portal/js/growing_frame.js", page)
        self.assertEqual(frame.headers["X-Frame-Options"], "SAMEORIGIN")

    def test_sent_twice_it_is_one_post(self):
        key = new_key()
        for action in ["draft", "draft", "submit", "submit"]:
            self.compose(action=action, key=key)

        self.assertEqual(PostPage.objects.count(), 1)
        self.assertTrue(PostPage.objects.get().workflow_in_progress)

    def test_a_form_that_comes_back_from_memory_with_other_words_is_another_post(self):
        key = new_key()
        self.compose(action="submit", key=key)
        self.compose(action="draft", key=key, text="第二条")

        self.assertEqual(PostPage.objects.count(), 2)


class ComposeRefusalTests(ComposerTestCase):
    def test_text_over_the_limit_comes_back_whole(self):
        text = "长" * 5001
        response = self.compose(text=text, location="新江路")

        self.assertBack(response, text, "5001", 'value="新江路"')
        self.assertFalse(PostPage.objects.exists())

    def test_five_thousand_characters_and_their_line_breaks_pass(self):
        text = "行\r\n" * 2499 + "末尾"
        self.compose(text=text)
        self.assertEqual(len(PostPage.objects.get().text), 5000)

    def test_an_empty_text_is_refused_and_the_picture_stays(self):
        response = self.compose(text=" \u200b", pictures=[jpeg()])

        image = PortalImage.objects.get(uploaded_by_user=self.editor)
        self.assertBack(response, f'name="picture" value="{image.pk}"')
        self.assertFalse(PostPage.objects.exists())

    def test_a_forged_category_is_refused(self):
        for forged in ["999999", "x", "-1", "9" * 40]:
            with self.subTest(forged):
                self.assertBack(
                    self.compose(action="submit", category=forged), "今晚停水", "composer__errors"
                )
        self.assertFalse(PostPage.objects.exists())

    def test_submitting_without_a_category_is_refused_but_a_draft_may_wait(self):
        self.assertBack(self.compose(action="submit", category=""), "今晚停水")
        self.assertFalse(PostPage.objects.exists())
        self.compose(category="")
        self.assertTrue(PostPage.objects.exists())

    def test_a_forged_unit_is_refused(self):
        other = UnitFactory(title="别的单位")
        for forged in [other.pk, 999999, "x", ""]:
            with self.subTest(forged):
                self.assertBack(self.compose(action="submit", unit=forged, pictures=[jpeg()]), "今晚停水")
        self.assertFalse(PostPage.objects.exists())
        self.assertFalse(PortalImage.objects.filter(uploaded_by_user=self.editor).exists())

    def test_those_who_do_not_write_are_turned_away(self):
        for person in [MemberFactory(self.unit, Role.LIAISON), MemberFactory(None, Role.CITY_OFFICE)]:
            with self.subTest(person):
                self.client.force_login(person)
                self.assertRedirects(
                    self.compose(), reverse("wagtailadmin_home"), fetch_redirect_response=False
                )
        self.client.logout()
        self.assertIn("/login/", self.compose().url)
        self.assertFalse(PostPage.objects.exists())

    def test_a_bad_file_is_named_and_the_good_ones_stay(self):
        bad = SimpleUploadedFile("图.jpg", b"GIF89a not a picture")
        response = self.compose(pictures=[jpeg("好.jpg"), bad])

        image = PortalImage.objects.get(uploaded_by_user=self.editor)
        self.assertBack(response, "图.jpg", f'name="picture" value="{image.pk}"', "今晚停水")

    def test_the_tenth_picture_is_left_out_with_a_word(self):
        response = self.compose(pictures=[jpeg(f"{number}.jpg") for number in range(10)])

        self.assertBack(response, "9.jpg")
        self.assertEqual(response.text.count('name="picture"'), 9)

    def test_pictures_and_a_clip_together_are_refused_and_both_stay(self):
        clip = SimpleUploadedFile("现场.mp4", b"\x00\x00\x00\x18ftypmp42")
        response = self.compose(pictures=[jpeg()], clip=clip)

        self.assertBack(response, 'name="picture"', 'name="clip_number"')
        self.assertEqual(PortalMedia.objects.get().type, "video")

    def test_a_picture_of_another_unit_is_not_taken(self):
        foreign = ImageFactory(collection=ensure_collection(unit=UnitFactory()))
        for number in [foreign.pk, 999999, "x", "9" * 40]:
            with self.subTest(number):
                response = self.compose(picture=[number])
                self.assertBack(response, "今晚停水")
                self.assertNotIn('name="picture"', response.text)
        self.assertFalse(PostPage.objects.exists())

    def test_ones_own_picture_follows_to_the_unit_that_is_chosen_until_a_post_carries_it(self):
        other = UnitFactory(title="河源发改")
        self.editor.groups.add(other.teams.get(role=Role.EDITOR).group)
        here, there = ensure_collection(unit=self.unit), ensure_collection(unit=other)
        free, carried = [ImageFactory(collection=here, uploaded_by_user=self.editor) for _ in range(2)]
        PostFactory(unit=self.unit, pictures=[carried])
        self.compose(unit=other.pk, picture=[free.pk, carried.pk])
        free.refresh_from_db()
        carried.refresh_from_db()
        self.assertEqual([free.collection, carried.collection], [there, here])
        self.assertEqual(PostPage.objects.child_of(other).get().pictures.count(), 2)


class ComposeAgainTests(ComposerTestCase):
    def setUp(self):
        super().setUp()
        collection = ensure_collection(unit=self.unit)
        self.images = [ImageFactory(collection=collection) for _ in range(2)]
        self.draft = draft_post(
            unit=self.unit,
            author=self.editor,
            text="一稿",
            category=self.category,
            pictures=[(image, "说明") for image in self.images],
        )

    def test_pictures_are_described_moved_and_removed_without_javascript(self):
        first, second = self.images
        self.compose(
            post=self.draft,
            picture=[first.pk, second.pk],
            **{
                f"alt-{first.pk}": "甲",
                f"alt-{second.pk}": "乙",
                f"order-{first.pk}": 2,
                f"order-{second.pk}": 1,
            },
        )
        rows = [(row.image, row.alt_text) for row in PostPage.objects.get().pictures.all()]
        self.assertEqual(rows, [(second, "乙"), (first, "甲")])

        self.compose(post=self.draft, picture=[first.pk, second.pk], remove=[first.pk])
        self.assertEqual([row.image for row in PostPage.objects.get().pictures.all()], [second])

    def test_another_units_post_cannot_be_opened_changed_or_previewed(self):
        self.client.force_login(MemberFactory(UnitFactory()))
        home = reverse("wagtailadmin_home")
        for name in ["hall_compose_post", "hall_compose_preview"]:
            with self.subTest(name):
                response = self.client.get(reverse(name, args=[self.draft.pk]))
                self.assertRedirects(response, home, fetch_redirect_response=False)
        self.assertRedirects(self.compose(post=self.draft, text="冒名"), home, fetch_redirect_response=False)
        self.assertEqual(PostPage.objects.get().text, "一稿")

    def test_the_second_of_two_who_submit_the_same_draft_is_told(self):
        colleague = MemberFactory(self.unit)
        self.compose(post=self.draft, action="submit", text="一稿")
        self.client.force_login(colleague)

        response = self.compose(post=self.draft, action="submit", text="我也来交")

        self.assertBack(response, "我也来交", "composer__errors")
        self.assertEqual(PostPage.objects.get().text, "一稿")

    def test_a_newer_version_of_a_colleague_is_shown_before_it_is_replaced(self):
        seen = self.draft.version
        colleague = MemberFactory(self.unit)
        save_draft(post_id=self.draft.pk, author=colleague, text="同事的稿", category=self.category)

        response = self.compose(post=self.draft, text="我的稿", seen=seen)

        self.assertBack(response, "我的稿", str(colleague))
        newest = PostPage.objects.get().version
        self.assertIn(f'name="seen" value="{newest}"', response.text)
        self.assertIn(reverse("wagtailadmin_pages:view_draft", args=[self.draft.pk]), response.text)
        self.compose(post=self.draft, text="我的稿", seen=newest)
        self.assertEqual(PostPage.objects.get().text, "我的稿")

    def test_a_post_under_review_is_not_opened(self):
        submit_post(post_id=self.draft.pk, user=self.editor)
        response = self.client.get(reverse("hall_compose_post", args=[self.draft.pk]))
        self.assertRedirects(response, reverse("wagtailadmin_home"), fetch_redirect_response=False)

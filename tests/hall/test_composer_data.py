from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse

from portal.core.models import PortalImage
from tests.factories import MemberFactory, PostFactory, UnitFactory
from tests.hall.test_composer import ComposerTestCase, jpeg
from tests.portal.core.test_picture_intake import moving
from units.enums import Role
from units.services import ensure_collection


class ComposerDataTests(ComposerTestCase):
    def get(self, name, **query):
        return self.client.get(reverse(name), query, headers={"x-requested-with": "XMLHttpRequest"})

    def test_accounts_are_found_by_name_official_name_and_code(self):
        UnitFactory(title="河源教育", official_name="河源市教育局", code="JYJ")
        UnitFactory(title="没上线", live=False)
        for words, expected in {"平安": "平安河源", "教育局": "河源教育", "jyj": "河源教育"}.items():
            with self.subTest(words):
                names = [item["name"] for item in self.get("hall_compose_accounts", q=words).json()["items"]]
                self.assertEqual(names, [expected])
        for words in ["%", "没上线", "'\""]:
            with self.subTest(words):
                self.assertEqual(self.get("hall_compose_accounts", q=words).json()["items"], [])

    def test_hashtags_in_use_are_found(self):
        PostFactory(unit=self.unit, text="#防汛不松劲# #Heyuan2026#")
        for words, expected in {"防汛": ["防汛不松劲"], "HEYUAN": ["Heyuan2026"], "%": []}.items():
            with self.subTest(words):
                names = [item["name"] for item in self.get("hall_compose_hashtags", q=words).json()["items"]]
                self.assertEqual(names, expected)

    def test_review_steps_are_told_for_ones_own_unit_only(self):
        query = {"unit": self.unit.pk, "category": self.category.pk}
        self.assertEqual(self.get("hall_compose_steps", **query).status_code, 200)
        for forged in ["x", "9" * 30]:
            with self.subTest(forged):
                page = self.get("hall_compose_steps", unit=forged, category=forged)
                self.assertEqual(page.status_code, 404)
                page = self.get("hall_compose_steps", unit=self.unit.pk, category=forged)
                self.assertEqual(page.status_code, 200)
        self.assertEqual(self.get("hall_compose_steps", unit=UnitFactory().pk).status_code, 403)

    def test_nobody_else_is_answered(self):
        self.client.force_login(MemberFactory(self.unit, Role.LIAISON))
        for name in ["hall_compose_accounts", "hall_compose_hashtags"]:
            with self.subTest(name):
                self.assertEqual(self.get(name, q="平").status_code, 403)

    def test_the_session_is_told_with_a_token_that_forms_can_be_sent_with(self):
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(self.editor)
        session = browser.get(reverse("hall_compose_session")).json()
        self.assertEqual(session["person"], self.editor.pk)
        response = browser.post(
            reverse("hall_compose"),
            {
                "unit": self.unit.pk,
                "text": "今晚停水",
                "action": "draft",
                "csrfmiddlewaretoken": session["token"],
            },
        )
        self.assertEqual(response.status_code, 302)

    def test_those_who_have_been_signed_out_get_no_session(self):
        self.client.logout()
        self.assertEqual(self.get("hall_compose_session").status_code, 403)

    def send(self, **fields):
        return self.client.post(reverse("hall_compose_files"), {"unit": self.unit.pk, **fields})

    def test_a_file_is_kept_and_its_row_comes_back(self):
        row = self.send(file=jpeg()).json()["html"]

        image = PortalImage.objects.get(uploaded_by_user=self.editor)
        self.assertIn(f'name="picture" value="{image.pk}"', row)
        self.assertEqual(image.collection, ensure_collection(unit=self.unit))

    def test_a_phones_picture_with_a_second_view_is_kept(self):
        row = self.send(file=moving("东江.jpg", "MPO"))
        self.assertEqual(row.status_code, 200)
        self.assertTrue(
            PortalImage.objects.filter(uploaded_by_user=self.editor, file__endswith=".jpg").exists()
        )

    def test_files_that_cannot_be_kept_are_explained(self):
        drawing = SimpleUploadedFile("图.svg", b"<svg><script>alert(1)</script></svg>")
        for fields, status in [
            ({"file": drawing}, 422),
            ({"file": SimpleUploadedFile("片.mp4", b"no film"), "kind": "clip"}, 422),
            ({"file": jpeg(), "unit": UnitFactory().pk}, 403),
            ({}, 400),
        ]:
            with self.subTest(fields):
                response = self.send(**fields)
                self.assertEqual(response.status_code, status)
                self.assertTrue(response.json()["errors"])
        self.assertFalse(PortalImage.objects.filter(uploaded_by_user=self.editor).exists())

    @override_settings(WAGTAILIMAGES_MAX_UPLOAD_SIZE=100)
    def test_a_huge_picture_is_explained(self):
        self.assertIn("东江.jpg", self.send(file=jpeg()).json()["errors"][0])

from django.test import TestCase

from portal.core.display import COOKIE
from tests.assertions import HouseAssertions


class DisplayTests(HouseAssertions, TestCase):
    def test_the_page_is_chinese_whatever_the_browser_prefers(self):
        self.assertSameForEveryone("/hall/")
        self.assertContains(self.client.get("/hall/"), 'lang="zh-hans"')

    def test_choosing_english_and_large_letters_is_kept_and_leads_back(self):
        response = self.client.post("/display/", {"language": "en", "next": "/hall/?view=hot"})
        self.assertRedirects(response, "/hall/?view=hot", fetch_redirect_response=False)
        self.client.post("/display/", {"size": "large", "next": "/"})

        page = self.client.get("/hall/")

        self.assertEqual(self.client.cookies[COOKIE].value, "en.large")
        self.assertContains(page, 'lang="en"')
        self.assertContains(page, 'data-size="large"')
        self.assertIn("Cookie", page.headers["Vary"])

    def test_a_foreign_address_is_not_followed(self):
        for following in ["https://evil.example/", "//evil.example", "javascript:alert(1)"]:
            with self.subTest(following=following):
                response = self.client.post("/display/", {"size": "large", "next": following})
                self.assertEqual(response.url, "/")

    def test_an_unknown_choice_sets_nothing(self):
        response = self.client.post("/display/", {"language": "<script>", "size": "huge"})

        self.assertFalse(response.cookies)

    def test_a_forged_cookie_is_the_default(self):
        self.client.cookies[COOKIE] = "../../etc.passwd"

        self.assertContains(self.client.get("/hall/"), 'lang="zh-hans"')

    def test_reading_the_address_changes_nothing(self):
        self.assertEqual(self.client.get("/display/").status_code, 405)

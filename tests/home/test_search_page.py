from django.test import TestCase

from tests.factories import PostFactory, UnitFactory


class SearchPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="河源发改", code="FGJ")
        cls.post = PostFactory(unit=cls.unit, text="市发改局发布防汛预警,请市民注意防范。#防汛不松劲#")

    def test_words_inside_a_sentence_are_found_and_marked(self):
        response = self.client.get("/search/", {"q": "防汛"})

        self.assertContains(response, "<mark>防汛</mark>预警")

    def test_finds(self):
        for q in ["防汛预警", "發佈", "發改局 預警", "汛", "#防汛不松劲#", "FGJ"]:
            with self.subTest(q):
                response = self.client.get("/search/", {"q": q})
                self.assertEqual(
                    [entry.post_id for entry in response.context["feed"].entries], [self.post.pk]
                )

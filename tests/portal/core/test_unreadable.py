from django.conf import settings
from django.test import TestCase, override_settings
from django.urls import reverse


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000)
class UnreadableTests(TestCase):
    def test_too_much_text_is_told_so_in_words(self):
        client = self.client_class(raise_request_exception=False)
        answer = client.post(reverse("choose_display"), {"language": "水" * 1000})
        self.assertContains(answer, "超出了能接收的上限", status_code=400)
        self.assertContains(answer, "您写的内容还在", status_code=400)
        self.assertIn("no-store", answer["Cache-Control"])
        self.assertFalse(answer.cookies)

    def test_too_many_fields_are_told_so(self):
        with self.settings(DATA_UPLOAD_MAX_NUMBER_FIELDS=2):
            answer = self.client.post(reverse("choose_display"), {"a": 1, "b": 2, "c": 3})
        self.assertContains(answer, "超出了能接收的上限", status_code=400)


class RoomTests(TestCase):
    def test_a_megabyte_of_text_reaches_the_form_that_refuses_it(self):
        """In an address every Han character takes nine bytes."""
        self.assertGreater(settings.DATA_UPLOAD_MAX_MEMORY_SIZE, 1024 * 1024 // 3 * 9)

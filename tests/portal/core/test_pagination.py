from datetime import timedelta

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from portal.core.pagination import EPOCH, Cursor


class CursorTests(SimpleTestCase):
    @given(st.integers(min_value=0, max_value=10**16), st.integers(min_value=1, max_value=10**18 - 1))
    def test_what_is_written_can_be_read(self, microseconds, pk):
        cursor = Cursor(EPOCH + timedelta(microseconds=microseconds), pk)

        self.assertEqual(Cursor.parse(str(cursor)), cursor)

    def test_anything_else_is_the_first_page(self):
        for text in [
            "",
            None,
            "-",
            "1-",
            "-1",
            "1-x",
            "١-٢",
            "1--2",
            "9" * 18 + "-1",
            "1-" + "9" * 19,
            "防汛",
        ]:
            with self.subTest(text=text):
                self.assertIsNone(Cursor.parse(text))

    def test_the_largest_time_is_still_a_time(self):
        self.assertIsNotNone(Cursor.parse("9" * 16 + "-1"))

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from hall.concerns.codes import (
    DIGITS,
    LENGTH,
    digest_of,
    in_groups,
    is_code_of,
    new_code,
    read_code,
    token_of,
)

codes = st.text(DIGITS, min_size=LENGTH, max_size=LENGTH).map(in_groups)


class CodeTests(SimpleTestCase):
    def test_a_new_one_is_read_as_itself(self):
        code = new_code()
        self.assertEqual(read_code(code), code)
        self.assertNotEqual(new_code(), code)

    def test_it_has_128_bits(self):
        self.assertGreaterEqual(32 ** len(new_code().replace("-", "")), 2**128)

    @given(codes)
    def test_it_opens_however_it_was_copied(self, code):
        for copied in (
            code.lower(),
            f"  {code} ",
            code.replace("-", ""),
            code.replace("-", "\u2013"),
            code.replace("0", "O").replace("1", "l"),
        ):
            self.assertTrue(is_code_of(copied, digest_of(code)), copied)

    @given(codes, codes)
    def test_no_other_one_opens_it(self, code, other):
        self.assertEqual(is_code_of(other, digest_of(code)), code == other)

    @given(st.text())
    def test_whatever_is_typed_is_a_code_or_nothing(self, typed):
        read = read_code(typed)
        self.assertTrue(read == "" or read_code(read) == read)

    def test_nothing_opens_what_is_not_there(self):
        self.assertFalse(is_code_of("", ""))
        self.assertFalse(is_code_of(new_code(), ""))

    def test_the_token_tells_neither_code_nor_digest(self):
        code = new_code()
        self.assertNotEqual(token_of(code), digest_of(code))
        self.assertEqual(token_of(code), token_of(code))

import json
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import CommandError, call_command
from django.test import SimpleTestCase


def reports(data, *args):
    out = StringIO()
    call_command("plain_speech", *args, stdin=BytesIO(data), stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


class PlainSpeechCommandTests(SimpleTestCase):
    def test_each_line_of_standard_input_gets_one_object(self):
        meeting, water = reports("会议强调，要狠抓落实。\n明早八点停水，记得储水。\n".encode())

        self.assertEqual(meeting["verdict"], "officialese")
        self.assertEqual(water["verdict"], "plain")
        self.assertEqual(meeting["hints"][0]["start"], 0)
        self.assertEqual(meeting["hints"][0]["suggestion"], "会上说")

    def test_it_writes_han_script_as_it_is(self):
        out = StringIO()
        call_command("plain_speech", stdin=BytesIO("狠抓落实".encode()), stdout=out)

        self.assertIn("一件件办好", out.getvalue())

    def test_it_reads_a_file(self):
        with TemporaryDirectory() as folder:
            file = Path(folder) / "texts.txt"
            file.write_text("狠抓落实\n", encoding="utf-8")
            self.assertEqual([report["verdict"] for report in reports(b"", str(file))], ["officialese"])

    def test_a_file_that_is_not_there_is_named(self):
        with self.assertRaisesMessage(CommandError, "/no/such/file"):
            reports(b"", "/no/such/file")

    def test_an_empty_line_is_a_text_too(self):
        self.assertEqual([report["score"] for report in reports("\n你好\n".encode())], [0, 0])

    def test_nothing_in_is_nothing_out(self):
        self.assertEqual(reports(b""), [])

    def test_line_ends_and_marks_of_other_systems_do_not_shift_the_places(self):
        for data in ["\ufeff狠抓落实\r\n", "狠抓落实", "狠抓落实\n"]:
            with self.subTest(repr(data)):
                hint = reports(data.encode())[0]["hints"][0]
                self.assertEqual((hint["start"], hint["end"]), (0, 4))

    def test_control_characters_stay_within_one_line(self):
        self.assertEqual(len(reports("一\x0b二\x0c三\x85四\u2028五\r六\x00七\n".encode())), 1)

    def test_bytes_that_are_no_text_do_not_stop_it(self):
        self.assertEqual(len(reports(b"\xff\xfe\xe4\xbd\n" + "好\n".encode())), 2)

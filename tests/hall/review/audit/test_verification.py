import json
from datetime import timedelta
from io import StringIO

from django.core.management import CommandError, call_command
from django.test import TestCase
from django.utils import timezone

from hall.review.enums import FaultKind
from hall.review.models import ReviewRecord, Seal
from hall.review.sealing import seal_all
from hall.review.verification import verify
from tests.assertions import HouseAssertions
from tests.factories import LineFactory
from tests.hall.review.audit.tampering import tampered


class WalkTests(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.now = timezone.now()
        cls.lines = [
            LineFactory(comment=f"第{number}句", happened_at=cls.now - timedelta(minutes=10 - number))
            for number in range(6)
        ]
        seal_all(now=cls.now)

    def faults(self, **options):
        return [
            (fault.kind, fault.line, fault.seal) for fault in verify(now=timezone.now(), **options).faults
        ]

    def test_what_nobody_touched_has_no_fault(self):
        walk = verify(now=self.now)

        self.assertEqual(walk.faults, [])
        self.assertEqual((walk.lines, walk.seals), (6, 6))
        self.assertEqual((walk.number, walk.digest), (6, Seal.objects.last().digest))

    def test_a_changed_line_is_found_whichever_column_it_is(self):
        pk = self.lines[2].pk
        for change in [
            "comment = '改口'",
            "title = '别的'",
            "unit_name = '别的'",
            "event = 'approved'",
            "level = 3",
            "person_name = '李四'",
            "person_number = NULL",
            "page_number = 9",
            "revision_number = 9",
            "fingerprint = '9'",
            "facts = '{}'",
            "happened_at = '2026-01-01 00:00:00+00:00'",
        ]:
            with self.subTest(change), tampered(f"UPDATE review_reviewrecord SET {change} WHERE id = {pk}"):
                self.assertIn((FaultKind.CHANGED, pk, 3), self.faults())

    def test_a_missing_line_is_found(self):
        pk = self.lines[2].pk
        with tampered(f"DELETE FROM review_reviewrecord WHERE id = {pk}"):
            self.assertEqual(self.faults(), [(FaultKind.LINE_MISSING, pk, 3)])

    def test_a_line_taken_out_with_its_seal_is_found(self):
        pk = self.lines[2].pk
        with tampered(
            "DELETE FROM review_seal WHERE number = 3", f"DELETE FROM review_reviewrecord WHERE id = {pk}"
        ):
            self.assertEqual(self.faults(), [(FaultKind.SEAL_MISSING, None, 3)])

    def test_a_removed_seal_is_found_and_so_is_its_line(self):
        with tampered("DELETE FROM review_seal WHERE number = 3"):
            self.assertEqual(
                self.faults(),
                [(FaultKind.SEAL_MISSING, None, 3), (FaultKind.UNSEALED, self.lines[2].pk, None)],
            )

    def test_a_chain_that_was_closed_again_after_a_cut_is_broken(self):
        with tampered(
            "DELETE FROM review_seal WHERE number = 3",
            *[
                f"UPDATE review_seal SET number = {number - 1} WHERE number = {number}"
                for number in (4, 5, 6)
            ],
        ):
            self.assertIn((FaultKind.BROKEN, self.lines[3].pk, 3), self.faults())

    def test_lines_that_changed_places_are_found(self):
        first, second = self.lines[1].pk, self.lines[2].pk
        with tampered(
            "UPDATE review_seal SET record_id = -1 WHERE number = 2",
            f"UPDATE review_seal SET record_id = {first} WHERE number = 3",
            f"UPDATE review_seal SET record_id = {second} WHERE number = 2",
        ):
            self.assertEqual(self.faults(), [(FaultKind.CHANGED, second, 2), (FaultKind.CHANGED, first, 3)])

    def test_a_line_that_points_to_another_person_is_found(self):
        pk = self.lines[2].pk
        with tampered(f"UPDATE review_reviewrecord SET person_id = 8 WHERE id = {pk}"):
            self.assertEqual(self.faults(), [(FaultKind.MISLED, pk, 3)])

    def test_a_line_put_in_by_hand_is_found_before_it_is_sealed_and_after(self):
        columns = [field.column for field in ReviewRecord._meta.fields if not field.primary_key]
        old = "'2026-01-01 00:00:00+00:00'"
        values = [old if column == "happened_at" else column for column in columns]
        with tampered(
            f"INSERT INTO review_reviewrecord ({', '.join(columns)}) "
            f"SELECT {', '.join(values)} FROM review_reviewrecord WHERE id = {self.lines[0].pk}"
        ):
            added = ReviewRecord.objects.last().pk
            self.assertEqual(self.faults(), [(FaultKind.UNSEALED, added, None)])

            seal_all(now=timezone.now())
            self.assertEqual(self.faults(), [(FaultKind.BACKDATED, added, 7)])

    def test_a_new_line_has_a_minute_to_be_sealed(self):
        line = LineFactory(happened_at=timezone.now())

        self.assertEqual(verify(now=line.happened_at + timedelta(seconds=59)).faults, [])
        found = verify(now=line.happened_at + timedelta(seconds=61)).faults
        self.assertEqual([fault.kind for fault in found], [FaultKind.UNSEALED])

    def test_a_tail_that_was_cut_off_is_found_by_what_was_noted(self):
        noted = (6, Seal.objects.last().digest)
        self.assertEqual(self.faults(expected=noted), [])
        gone = ", ".join(str(line.pk) for line in self.lines[4:])
        with tampered(
            "DELETE FROM review_seal WHERE number > 4",
            f"DELETE FROM review_reviewrecord WHERE id IN ({gone})",
        ):
            self.assertEqual(self.faults(), [])
            self.assertEqual(self.faults(expected=noted), [(FaultKind.NOT_AS_NOTED, None, 6)])

    def test_a_chain_that_was_written_anew_is_found_by_what_was_noted(self):
        noted = (6, Seal.objects.last().digest)
        with tampered("DELETE FROM review_seal", "UPDATE review_reviewrecord SET comment = '改口'"):
            seal_all(now=timezone.now())
            self.assertEqual(self.faults(), [])
            self.assertEqual(self.faults(expected=noted), [(FaultKind.NOT_AS_NOTED, None, 6)])

    def test_it_reads_in_chunks(self):
        def grow():
            LineFactory()
            seal_all(now=timezone.now())

        self.assertQueriesDoNotGrow(lambda: verify(now=timezone.now()), grow)


class CommandTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.line = LineFactory(happened_at=timezone.now() - timedelta(minutes=5))
        seal_all(now=timezone.now())
        cls.last = f"1:{Seal.objects.get().digest}"

    def run_it(self, **options):
        said = StringIO()
        try:
            call_command("verify_audit", stdout=said, no_color=True, **options)
        except SystemExit as end:
            return end.code, said.getvalue()
        return 0, said.getvalue()

    def test_it_says_what_is_to_be_noted(self):
        code, said = self.run_it(expect=self.last)

        self.assertEqual(code, 0)
        self.assertIn(self.last, said)
        self.assertIn("没有一处改动", said)

    def test_a_fault_is_told_with_the_number_of_its_line_and_ends_with_one(self):
        with tampered("UPDATE review_reviewrecord SET comment = '改口'"):
            code, said = self.run_it()

        self.assertEqual(code, 1)
        self.assertIn(f"第 {self.line.pk} 行", said)

    def test_json_is_one_object(self):
        with tampered("UPDATE review_reviewrecord SET comment = '改口'"):
            code, said = self.run_it(json=True)

        found = json.loads(said)
        self.assertEqual(code, 1)
        self.assertEqual((found["lines"], found["seals"], found["last"]), (1, 1, self.last))
        self.assertEqual(
            [(fault["kind"], fault["line"]) for fault in found["faults"]], [("changed", self.line.pk)]
        )

    def test_an_empty_hall_has_no_fault(self):
        with tampered("DELETE FROM review_seal", "DELETE FROM review_reviewrecord"):
            self.assertEqual(self.run_it()[0], 0)

    def test_what_no_check_ever_printed_is_not_expected(self):
        for text in ["1", "a:b", f"0{'9' * 30}:{'a' * 64}", "1:今天"]:
            with self.subTest(text), self.assertRaises(CommandError):
                self.run_it(expect=text)

import hashlib
import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from unittest import skipUnless
from unittest.mock import patch

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.test import SimpleTestCase, TestCase, TransactionTestCase
from django.utils import timezone

from hall.review import sealing
from hall.review.chain import NO_SEAL, digest_of
from hall.review.models import ReviewRecord, Seal
from hall.review.sealing import seal_all, seal_lines
from portal.core.duties import DUTIES
from tests.at_once import at_once
from tests.factories import LineFactory, SubmittedPostFactory
from tests.fresh_start import FreshStart

NOON = datetime(2026, 11, 25, 4, 0, 0, 120, tzinfo=UTC)
LINE = {
    "id": 5,
    "page_number": 12,
    "title": "今晚停水",
    "unit_name": "河源水务",
    "event": "returned",
    "level": 1,
    "person_number": 7,
    "person_name": "张晓",
    "comment": "请写明“几点”。",
    "facts": {"hours": 4, "category": "民生"},
    "revision_number": 3,
    "fingerprint": "ab" * 32,
    "happened_at": NOON,
}


class DigestTests(SimpleTestCase):
    def digest(self, **changes):
        return digest_of({**LINE, **changes}, number=1, previous=NO_SEAL, sealed_at=NOON)

    def test_an_auditor_computes_it_from_the_description(self):
        line = json.dumps(
            {**LINE, "happened_at": "2026-11-25T04:00:00.000120Z"}, sort_keys=True, separators=(",", ":")
        )
        sealed = (
            f'{{"line":{line},"number":1,"previous":"{"0" * 64}",'
            '"sealed_at":"2026-11-25T04:00:00.000120Z","version":1}'
        )
        self.assertEqual(self.digest(), hashlib.sha256(sealed.encode()).hexdigest())

    def test_every_column_counts(self):
        for column, value in LINE.items():
            other = value + timedelta(microseconds=1) if column == "happened_at" else f"{value}。"
            with self.subTest(column):
                self.assertNotEqual(self.digest(**{column: other}), self.digest())

    def test_the_same_moment_and_number_written_otherwise_do_not(self):
        for same in [
            {"happened_at": NOON.astimezone(timezone.get_fixed_timezone(480))},
            {"facts": {"category": "民生", "hours": 4.0}},
        ]:
            with self.subTest(same):
                self.assertEqual(self.digest(**same), self.digest())

    def test_half_a_character_from_outside_breaks_nothing(self):
        self.assertEqual(len(self.digest(comment="\ud800")), 64)


class SealingTests(TestCase):
    def test_each_line_gets_one_seal_that_names_the_one_before(self):
        lines = [LineFactory(comment=comment) for comment in ["第一", "第二", "第三"]]

        self.assertEqual(seal_lines(now=NOON), 3)
        self.assertEqual(seal_lines(now=NOON), 0)

        seals = list(Seal.objects.all())
        self.assertEqual([seal.number for seal in seals], [1, 2, 3])
        self.assertEqual([seal.record for seal in seals], lines)
        self.assertEqual([seal.previous for seal in seals], [NO_SEAL, seals[0].digest, seals[1].digest])

    def test_a_digest_survives_the_database(self):
        LineFactory(facts={"hours": 1e16, "part": 0.1, "列": [None, True, "“"]}, comment="é\n\t😀")
        seal_lines(now=timezone.now())
        seal, line = Seal.objects.get(), ReviewRecord.objects.values().get()

        again = digest_of(line, number=1, previous=NO_SEAL, sealed_at=seal.sealed_at)

        self.assertEqual(again, seal.digest)

    def test_a_line_that_was_committed_late_is_sealed_when_it_is_seen(self):
        late = LineFactory()
        newer = LineFactory()
        with patch.object(sealing, "unsealed", return_value=[newer]):
            seal_lines(now=NOON)
        seal_lines(now=NOON)

        self.assertEqual([seal.record for seal in Seal.objects.all()], [newer, late])

    def test_one_far_behind_is_left_to_the_hourly_duty(self):
        late = LineFactory()
        newer = ReviewRecord.objects.bulk_create([LineFactory.build(pk=late.pk + sealing.NEAR + 1)])[0]
        with patch.object(sealing, "unsealed", return_value=[newer]):
            seal_lines(now=NOON)

        DUTIES["seal_lines"].keep(NOON)
        self.assertFalse(Seal.objects.filter(record=late))
        DUTIES["seal_lines_left_behind"].keep(NOON)
        self.assertTrue(Seal.objects.filter(record=late))

    def test_many_are_sealed_batch_by_batch(self):
        ReviewRecord.objects.bulk_create(LineFactory.build_batch(5))
        with patch.object(sealing, "BATCH", 2):
            self.assertEqual(seal_all(now=NOON), 5)

    def test_whoever_is_second_looks_again(self):
        LineFactory()
        found = [IntegrityError("taken"), sealing.set_seals]

        def second(*args):
            step = found.pop(0)
            if isinstance(step, Exception):
                raise step
            return step(*args)

        with patch.object(sealing, "set_seals", side_effect=second):
            self.assertEqual(seal_lines(now=NOON), 1)


class AfterCommitTests(FreshStart, TransactionTestCase):
    def test_what_people_do_is_sealed_at_once(self):
        SubmittedPostFactory(approvals=1)

        self.assertGreaterEqual(ReviewRecord.objects.count(), 3)
        self.assertFalse(ReviewRecord.objects.filter(seal=None))

    def test_what_was_undone_is_not(self):
        with self.assertRaises(ValueError), transaction.atomic():
            SubmittedPostFactory()
            raise ValueError
        self.assertFalse(Seal.objects.exists())

    def test_a_failure_keeps_nobody_from_submitting_and_the_duty_makes_it_good(self):
        with (
            patch.object(sealing, "set_seals", side_effect=DatabaseError("磁盘已满")),
            self.assertLogs("django.db.backends.base", "ERROR"),
        ):
            post = SubmittedPostFactory()
        self.assertTrue(post.workflow_in_progress)
        self.assertFalse(Seal.objects.exists())

        DUTIES["seal_lines"].keep(timezone.now())
        self.assertFalse(ReviewRecord.objects.filter(seal=None))

    def test_a_page_and_a_person_may_still_go_and_their_lines_stay(self):
        post = SubmittedPostFactory()
        lines = ReviewRecord.objects.filter(page=post)
        number = lines.count()
        person = lines.first().person

        post.delete()
        person.delete()

        left = ReviewRecord.objects.filter(page_number=post.pk)
        self.assertEqual(left.count(), number)
        self.assertEqual({line.person for line in left}, {None})

    def test_of_several_that_seal_at_once_each_line_gets_one_seal(self):
        ReviewRecord.objects.bulk_create(LineFactory.build_batch(40))

        def seal():
            # Whoever comes second too often leaves the rest to the next.
            with suppress(IntegrityError):
                seal_all(now=timezone.now())

        with patch.object(sealing, "BATCH", 3):
            at_once(*[seal] * 4)
        seal_all(now=timezone.now())

        seals = list(Seal.objects.all())
        self.assertEqual([seal.number for seal in seals], list(range(1, 41)))
        self.assertEqual([seal.previous for seal in seals[1:]], [seal.digest for seal in seals[:-1]])


class RefusalTests(TestCase):
    def setUp(self):
        self.line = LineFactory()
        seal_lines(now=NOON)
        self.seal = Seal.objects.get()

    def test_lines_and_seals_are_neither_changed_nor_taken_away(self):
        for model, row in [(ReviewRecord, self.line), (Seal, self.seal)]:
            for act in [
                row.save,
                row.delete,
                lambda rows=model.objects: rows.update(digest=""),
                lambda rows=model.objects: rows.all().delete(),
                lambda rows=model.objects, row=row: rows.bulk_update([row], ["digest"]),
                lambda rows=model.objects, row=row: rows.bulk_create([row], update_conflicts=True),
            ]:
                with self.subTest(model=model.__name__), self.assertRaises(TypeError):
                    act()

    def test_no_way_through_django_takes_a_sealed_line_away(self):
        with self.assertRaises(ProtectedError):
            ReviewRecord._base_manager.filter(pk=self.line.pk).delete()

    def test_no_line_has_two_seals_and_no_chain_two_ends(self):
        for fields in [
            {"number": 1, "record": LineFactory(), "previous": self.seal.digest, "digest": "a"},
            {"number": 2, "record": self.line, "previous": self.seal.digest, "digest": "a"},
            {"number": 2, "record": LineFactory(), "previous": NO_SEAL, "digest": "a"},
            {"number": 0, "record": LineFactory(), "previous": "b", "digest": "a"},
        ]:
            with self.subTest(fields), self.assertRaises(IntegrityError), transaction.atomic():
                Seal.objects.create(version=1, sealed_at=NOON, **fields)

    @skipUnless(connection.vendor == "postgresql", "Triggers stand in PostgreSQL only.")
    def test_postgresql_refuses_it_itself(self):
        for statement in [
            "UPDATE review_reviewrecord SET comment = '改口'",
            "UPDATE review_reviewrecord SET page_id = page_number, person_id = person_number",
            "DELETE FROM review_reviewrecord",
            "UPDATE review_seal SET digest = 'a'",
            "DELETE FROM review_seal",
        ]:
            with (
                self.subTest(statement),
                self.assertRaisesRegex(DatabaseError, "of the audit"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)

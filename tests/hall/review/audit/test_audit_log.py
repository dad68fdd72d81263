import json
import logging
from datetime import UTC, datetime

from django.test import TestCase, TransactionTestCase

from hall.review.chain import ALL_COLUMNS, NO_SEAL, digest_of
from hall.review.models import ReviewRecord, Seal
from hall.review.sealing import seal_all
from tests.factories import LineFactory, SubmittedPostFactory
from tests.fresh_start import FreshStart

NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)


class LogTests(TestCase):
    def written(self):
        with self.assertLogs("hall.audit", logging.INFO) as logs:
            seal_all(now=NOON)
        return [json.loads(record.getMessage()) for record in logs.records]

    def test_a_line_is_one_object_on_one_line(self):
        line = LineFactory(comment="请写明\n“几点”", happened_at=NOON)
        with self.assertLogs("hall.audit", logging.INFO) as logs:
            seal_all(now=NOON)

        (text,) = [record.getMessage() for record in logs.records]
        self.assertNotIn("\n", text)
        self.assertIn("河源水务", text)
        self.assertEqual(
            json.loads(text),
            {
                "time": "2026-11-25T04:00:00.000000Z",
                "line": line.pk,
                "page_number": line.page_number,
                "title": line.title,
                "unit_name": "河源水务",
                "event": "submitted",
                "level": None,
                "person_number": 7,
                "person_name": "张晓",
                "comment": "请写明\n“几点”",
                "facts": {"分类": "民生", "hours": [4, 0.5]},
                "revision_number": 3,
                "fingerprint": "0" * 64,
                "seal": 1,
                "previous": NO_SEAL,
                "digest": Seal.objects.get().digest,
                "seal_version": 1,
                "sealed_at": "2026-11-25T04:00:00.000000Z",
            },
        )

    def test_the_chain_can_be_computed_again_from_the_log_alone(self):
        LineFactory.create_batch(3)
        previous = NO_SEAL
        for found in self.written():
            line = {"id": found["line"], "happened_at": found["time"]}
            line |= {column: found[column] for column in ALL_COLUMNS if column in found}
            again = digest_of(
                line, number=found["seal"], previous=previous, sealed_at=NOON, version=found["seal_version"]
            )
            self.assertEqual(again, found["digest"])
            previous = again

    def test_nothing_is_written_twice(self):
        LineFactory()
        self.assertEqual(len(self.written()), 1)
        with self.assertNoLogs("hall.audit", logging.INFO):
            seal_all(now=NOON)


class AfterCommitTests(FreshStart, TransactionTestCase):
    def test_what_people_do_is_written_at_once(self):
        with self.assertLogs("hall.audit", logging.INFO) as logs:
            SubmittedPostFactory(approvals=1)

        events = [json.loads(record.getMessage())["event"] for record in logs.records]
        self.assertEqual(events, list(ReviewRecord.objects.values_list("event", flat=True)))

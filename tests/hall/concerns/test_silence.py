"""What becomes of an answer to which nobody says anything."""

from datetime import timedelta

from hall.concerns import services
from hall.concerns.answering.asking_back import mark_read
from hall.concerns.duties import close_silent_concerns
from hall.concerns.enums import ConcernState
from hall.concerns.models import ConcernEvent
from hall.concerns.terms import SILENT_AFTER
from tests.factories.concerns import ASKED_AT
from tests.hall.concerns.test_verbs import VerbTestCase


class SilenceTests(VerbTestCase):
    def test_silence_closes_what_was_answered_and_nothing_earlier(self):
        concern = self.receive(unit=self.unit, asker=self.citizen)
        self.answer(concern, ASKED_AT)
        waiting = self.receive(unit=self.unit)
        close_silent_concerns(ASKED_AT + SILENT_AFTER - timedelta(seconds=1))
        concern.refresh_from_db()
        self.assertEqual(concern.state, ConcernState.ANSWERED)
        for _time in range(2):
            close_silent_concerns(ASKED_AT + SILENT_AFTER)
        concern.refresh_from_db()
        waiting.refresh_from_db()
        self.assertEqual((concern.outcome, waiting.state), ("no_reply", ConcernState.ASSIGNED))
        self.assertEqual(ConcernEvent.objects.filter(kind="no_reply").count(), 1)

    def test_whoever_has_written_again_is_not_called_silent(self):
        concern = self.receive(asker=self.citizen, unit=self.unit)
        self.answer(concern, ASKED_AT)
        written_at = ASKED_AT + timedelta(days=10)
        services.add_message(concern_id=concern.pk, user=self.citizen, text="昨晚还是不亮", now=written_at)
        close_silent_concerns(ASKED_AT + SILENT_AFTER)
        concern.refresh_from_db()
        self.assertEqual(concern.state, ConcernState.ANSWERED)
        seen = concern.unread_since.isoformat()
        mark_read(concern_id=concern.pk, user=self.desk, seen=seen, now=written_at)
        close_silent_concerns(written_at + SILENT_AFTER)
        concern.refresh_from_db()
        self.assertEqual(concern.outcome, "no_reply")

"""What the training keeps of people, for the download and for leaving."""

from django.utils import timezone

from hall.assessment.models import QuizAttempt, TrainingSeat
from portal.accounts.models import User
from portal.accounts.personal_data import register_personal_data


def collect(user: User) -> list[dict]:
    seats = TrainingSeat.objects.filter(person=user).for_list().prefetch_related("attempts")
    return [
        {
            "session": seat.session.title,
            "begins_at": seat.session.begins_at.isoformat(),
            "unit": seat.unit.title,
            "enrolled_at": seat.enrolled_at.isoformat(),
            "attended_at": seat.attended_at.isoformat() if seat.attended_at else "",
            "certificate": seat.certificate,
            "quiz": [f"{attempt.right}/{attempt.total}" for attempt in seat.attempts.all()],
        }
        for seat in seats
    ]


def forget(user: User) -> None:
    """Free the places in what is still to come, remove the answers, and keep nameless that the unit was trained."""
    seats = TrainingSeat.objects.filter(person=user)
    QuizAttempt.objects.filter(seat__in=seats).delete()
    seats.filter(attended_at=None, session__begins_at__gt=timezone.now()).delete()
    seats.update(person=None)


register_personal_data("training", collect=collect, forget=forget, fields=("assessment.TrainingSeat.person",))

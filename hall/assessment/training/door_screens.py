"""At the door of a session and after it: check-in by code, quiz, certificate. Opening a page changes nothing."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from hall.assessment.models import TrainingSeat
from hall.assessment.training import services
from hall.assessment.training.forms import QuizForm
from hall.assessment.training.links import DOOR_IS_NEW_FOR, at_home, door_url, seat_of, session_of
from hall.assessment.training.permissions import (
    why_not_attend,
    why_not_certificate,
    why_not_door_open,
    why_not_quiz,
    why_not_run_training,
)
from hall.assessment.training.screens import SessionScreen, TrainingScreen
from portal.core.models import PortalSettings
from portal.core.qr_codes import code_in_page


class DoorView(SessionScreen):
    """The code that the desk shows on the wall. The page asks for a new one by itself."""

    template_name = "assessment/training/door.html"

    def why_not(self):
        return why_not_run_training(self.request.user)

    def get(self, request, session_id):
        reason = why_not_door_open(self.session, self.now)
        picture = "" if reason else code_in_page(door_url(self.session.pk))
        response = self.show(session=self.session, reason=reason, picture=picture)
        response["Refresh"] = str(int(DOOR_IS_NEW_FOR.total_seconds()))
        return response


class AttendScreen(TrainingScreen):
    """Shows whose place a code leads to, and checks in when the button is pressed."""

    template_name = "assessment/training/attend.html"
    page_title = gettext_lazy("Check-in")
    seat = None

    def get(self, request, secret):
        return self.answer()

    def answer(self, *, is_new=False):
        reason = why_not_attend(self.request.user, self.seat, self.now) if self.seat else self.why_no_seat()
        return self.show(seat=self.seat, is_new=is_new, reason=reason)

    def why_no_seat(self) -> str:
        return _("You have no place in this session. Ask the hall desk at the door.")

    def check_in(self):
        if self.seat:
            return self.answer(
                is_new=services.attend(seat_id=self.seat.pk, by=self.request.user, now=self.now)
            )
        return None

    acts = {"check_in": check_in}


class TicketView(AttendScreen):
    """The code that a participant shows, as the desk opens it."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.seat = get_object_or_404(TrainingSeat.objects.for_list(), pk=seat_of(kwargs["secret"]))

    def why_not(self):
        return why_not_run_training(self.request.user)

    def check_in(self):
        is_new = services.attend(seat_id=self.seat.pk, by=self.request.user, now=self.now)
        self.seat.refresh_from_db()
        return self.answer(is_new=is_new)

    acts = {"check_in": check_in}


class HereView(AttendScreen):
    """The code on the wall, as a participant opens it."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.session_id = session_of(kwargs["secret"])
        seats = TrainingSeat.objects.for_list().filter(session=self.session_id, person=request.user.pk)
        self.seat = seats.first() if self.session_id else None

    def why_no_seat(self):
        if self.session_id is None:
            return _("This code is too old. Scan the one on the wall again.")
        return super().why_no_seat()

    def check_in(self):
        if self.seat is None:
            return self.answer()
        services.attend(seat_id=self.seat.pk, by=self.request.user, now=self.now)
        messages.success(self.request, _("You are checked in. Welcome!"))
        return redirect("training_session", self.seat.session_id)

    acts = {"check_in": check_in}


class QuizView(SessionScreen):
    """The quiz of somebody who came; once it is passed or no attempt is left, the answers with their reasons."""

    template_name = "assessment/training/quiz.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if self.seat is None or not self.session.questions:
            raise Http404
        self.tries = list(self.seat.attempts.all())

    def get(self, request, session_id):
        return self.ask(QuizForm(questions=self.session.quiz(), number=len(self.tries) + 1))

    def ask(self, form):
        last = self.tries[-1] if self.tries else None
        is_over = bool(last) and (last.is_passed or len(self.tries) >= self.session.attempts)
        return self.show(
            session=self.session,
            seat=self.seat,
            form=form,
            last=last,
            left=self.session.attempts - len(self.tries),
            reason=why_not_quiz(self.request.user, self.seat, self.now),
            explained=explained(self.session.quiz(), last.given) if is_over else (),
        )

    def send(self):
        form = QuizForm(self.request.POST, questions=self.session.quiz(), number=len(self.tries) + 1)
        if not form.is_valid():
            return self.ask(form)
        services.send_quiz(
            seat_id=self.seat.pk,
            number=form.cleaned_data["number"],
            given=form.given(),
            by=self.request.user,
            now=self.now,
        )
        return redirect("training_quiz", self.session.pk)

    acts = {"send": send}


def explained(questions, given) -> list:
    """Return each question with its choices, which of them are right and which were chosen."""
    return [
        (
            question,
            frozenset(given.get(question.key, ())) == question.right,
            [(choice, choice.key in given.get(question.key, ())) for choice in question.choices],
        )
        for question in questions
    ]


class CertificateView(TrainingScreen):
    """A certificate on one page of paper."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.seat = get_object_or_404(TrainingSeat.objects.for_list(), pk=kwargs["seat_id"])

    def why_not(self):
        return why_not_certificate(self.request.user, self.seat)

    def get(self, request, seat_id):
        proof = at_home(reverse("training_certified", args=[self.seat.certificate_code]))
        context = {
            "seat": self.seat,
            "proof": proof,
            "picture": code_in_page(proof),
            "portal": PortalSettings.load(),
        }
        return TemplateResponse(request, "assessment/training/certificate.html", context)

"""The training in the admin: the year's plan, one session, and who in the teams was trained."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.forms import Media
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from hall.assessment.calendar_month import EARLIEST_YEAR
from hall.assessment.models import TrainingMaterial, TrainingSeat, TrainingSession
from hall.assessment.training import services
from hall.assessment.training.links import ticket_url
from hall.assessment.training.permissions import (
    why_not_cancel_session,
    why_not_correct_attendance,
    why_not_look_at_training,
    why_not_one_more,
    why_not_open_session,
    why_not_quiz,
    why_not_run_training,
    why_not_see_session,
    why_not_see_team_training,
    why_not_taking_part,
)
from hall.assessment.training.queries import people_to_enrol, team_of, trained_by_unit, units_with_places
from hall.assessment.viewsets.media import MEDIA
from hall.assessment.viewsets.screens import AssessmentMenuItem, AssessmentScreen
from portal.core.private_files import NOT_PUBLIC
from portal.core.qr_codes import code_in_page
from portal.core.whole_numbers import whole_number
from units.enums import Role
from units.models import UnitPage
from units.permissions import unit_ids_with_role

UNITS_SHOWN = 100
TRAINING_MEDIA = MEDIA + Media(css={"all": ["portal/css/admin/training.css"]})


class TrainingMenuItem(AssessmentMenuItem):
    def is_shown(self, request):
        return not why_not_look_at_training(request.user)


class TrainingScreen(AssessmentScreen):
    header_icon = "calendar-alt"

    def why_not(self) -> str:
        return why_not_look_at_training(self.request.user)

    def show(self, **context):
        return self.render_to_response(
            self.get_context_data(media=TRAINING_MEDIA, is_desk=self.is_desk, **context)
        )

    def get_breadcrumbs_items(self):
        first = {"url": reverse("training"), "label": _("Training"), "sublabel": ""}
        items = super(AssessmentScreen, self).get_breadcrumbs_items()
        return [*items[:-1], first, *self.steps_above(), items[-1]]

    def asked_year(self) -> int:
        """Return the year that the address asks for, else this one."""
        year = whole_number(self.request.GET.get("year", "")) or 0
        return year if EARLIEST_YEAR <= year <= self.today.year + 1 else self.today.year


class TrainingView(TrainingScreen):
    """The year's plan, with one's own places."""

    template_name = "assessment/training/plan.html"
    page_title = gettext_lazy("Training")

    def get(self, request):
        year = self.asked_year()
        sessions = TrainingSession.objects.in_year(year).order_by("begins_at", "pk")
        sessions = sessions.annotate(taken=Count("seats"))
        if not self.is_desk:
            sessions = sessions.told()
        own = TrainingSeat.objects.filter(person=request.user, session__in=sessions)
        seats = {seat.session_id: seat for seat in own}
        rows = [(one, one.state(self.now), seats.get(one.pk)) for one in sessions]
        return self.show(
            year=year,
            coming=[row for row in rows if row[0].ends_at > self.now],
            past=[row for row in rows if row[0].ends_at <= self.now][::-1],
            years=[self.today.year + 1, self.today.year, self.today.year - 1],
            sees_team=self.is_desk or bool(unit_ids_with_role(request.user, Role.REVIEWER)),
        )

    def get_breadcrumbs_items(self):
        return super(AssessmentScreen, self).get_breadcrumbs_items()


class SessionScreen(TrainingScreen):
    """A screen of one session."""

    page_title = gettext_lazy("Training session")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.session = get_object_or_404(TrainingSession, pk=kwargs["session_id"])
        seats = self.session.seats.filter(person=request.user.pk).select_related("unit", "person")
        self.seat = seats.prefetch_related("attempts").first()
        if self.seat:
            self.seat.session = self.session

    def why_not(self) -> str:
        return why_not_see_session(self.request.user, self.session)

    def get_page_subtitle(self):
        return str(self.session)


class SessionView(SessionScreen):
    """One session: what it is, one's own place, one's unit's places, and for the desk all of them."""

    template_name = "assessment/training/session.html"

    def get(self, request, session_id):
        user, session = request.user, self.session
        shut = why_not_taking_part(session, self.now)
        colleagues = () if shut else people_to_enrol(user, session)
        left = units_with_places(session, [unit for unit, _person in colleagues])
        people = [pair for pair in colleagues if pair[0].pk in left]
        full = why_not_one_more(session, colleagues[0][0]) if colleagues and not people else ""
        speaks_for = unit_ids_with_role(user, Role.REVIEWER)
        seats = session.seats.for_list().prefetch_related("attempts").order_by("unit__path", "pk")
        if not self.is_desk:
            seats = seats.filter(unit__in=speaks_for)
        picture = code_in_page(ticket_url(self.seat.pk)) if self.seat and not self.seat.attended_at else ""
        return self.show(
            session=session,
            state=session.state(self.now),
            seat=self.seat,
            shut=shut,
            picture=picture,
            seats=seats,
            came=sum(seat.attended_at is not None for seat in seats),
            speaks_for=speaks_for,
            people=people,
            full=full,
            materials=session.materials.all(),
            why_not_quiz=why_not_quiz(user, self.seat, self.now) if self.seat else "",
            why_not_open=why_not_open_session(user, session, self.now),
            why_not_cancel=why_not_cancel_session(user, session, self.now),
            is_door_kept=self.is_desk and not self.why_not_by_hand(),
        )

    def why_not_by_hand(self) -> str:
        return why_not_correct_attendance(self.request.user, TrainingSeat(session=self.session), self.now)

    def enrol(self):
        unit, _dot, person = self.request.POST.get("person", "").partition(".")
        unit_id, person_id = whole_number(unit), whole_number(person)
        members = people_to_enrol(self.request.user, self.session)
        if (unit_id, person_id) not in {(one.pk, other.pk) for one, other in members}:
            raise PermissionDenied(_("Only the person and the unit's own spokespersons do that."))
        services.enrol(
            session_id=self.session.pk,
            unit_id=unit_id,
            person_id=person_id,
            by=self.request.user,
            now=self.now,
        )
        messages.success(self.request, _("The place is taken. A letter is on its way."))

    def named_seat(self) -> TrainingSeat:
        return get_object_or_404(self.session.seats, pk=whole_number(self.request.POST.get("seat", "")))

    def give_up(self):
        services.give_up(seat_id=self.named_seat().pk, by=self.request.user, now=self.now)
        messages.success(self.request, _("The place is free again."))

    def open(self):
        services.open_session(session_id=self.session.pk, user=self.request.user, now=self.now)
        messages.success(self.request, _("The session is open. The spokespersons of all units get a letter."))

    def cancel(self):
        reason = self.request.POST.get("reason", "")
        services.cancel_session(
            session_id=self.session.pk, reason=reason, user=self.request.user, now=self.now
        )
        messages.success(
            self.request, _("The session is cancelled. Everybody who has a place gets a letter.")
        )

    def correct(self, has_come: bool):
        seat = self.named_seat()
        services.correct_attendance(seat_id=seat.pk, has_come=has_come, by=self.request.user, now=self.now)
        messages.success(self.request, _("The attendance is corrected."))
        return redirect(f"{self.request.path}#seat-{seat.pk}")

    acts = {
        "enrol": enrol,
        "give_up": give_up,
        "open": open,
        "cancel": cancel,
        "has_come": lambda self: self.correct(True),
        "has_not_come": lambda self: self.correct(False),
    }


class MaterialView(SessionScreen):
    """A file of the material, for those who may see the session."""

    def get(self, request, session_id, material_id):
        material = get_object_or_404(TrainingMaterial, session=self.session, pk=material_id)
        if not material.file:
            raise Http404
        try:
            stream = material.file.open("rb")
        except FileNotFoundError:
            raise Http404 from None
        name = f"{material.words}.{material.file.name.rpartition('.')[2]}"
        return FileResponse(stream, as_attachment=True, filename=name, headers=NOT_PUBLIC)


class ReportView(TrainingScreen):
    """How many in each team were trained this year: all units for the desk, one's own for spokespersons."""

    template_name = "assessment/training/report.html"
    page_title = gettext_lazy("Who was trained")

    def why_not(self):
        if self.is_desk or unit_ids_with_role(self.request.user, Role.REVIEWER):
            return ""
        return why_not_run_training(self.request.user)

    def get(self, request):
        year = self.asked_year()
        units = UnitPage.objects.live().order_by("path")
        if not self.is_desk:
            units = units.filter(pk__in=unit_ids_with_role(request.user, Role.REVIEWER))
        page = Paginator(units, UNITS_SHOWN).get_page(request.GET.get("p"))
        return self.show(
            year=year,
            page_obj=page,
            rows=trained_by_unit(list(page), year),
            years=[self.today.year, self.today.year - 1],
            here=f"{request.path}?year={year}",
        )


class TeamView(TrainingScreen):
    """Who in one unit's teams was trained this year."""

    template_name = "assessment/training/team.html"
    page_title = gettext_lazy("Who was trained")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.unit = get_object_or_404(UnitPage, code=kwargs["code"].upper())

    def why_not(self):
        return why_not_see_team_training(self.request.user, self.unit)

    def get_page_subtitle(self):
        return self.unit.title

    def get(self, request, code):
        year = self.asked_year()
        return self.show(unit=self.unit, year=year, rows=team_of(self.unit, year))

    def steps_above(self):
        return [{"url": reverse("training_report"), "label": _("Who was trained"), "sublabel": ""}]

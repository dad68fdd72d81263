"""All months, and one month as the desk takes it from computed to final."""

from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from hall.assessment.calendar_month import Month
from hall.assessment.enums import MonthState
from hall.assessment.exports import answer_with_month
from hall.assessment.forms import MonthForm
from hall.assessment.models import Appeal, AssessedMonth, GoodDeed, Scorecard
from hall.assessment.permissions import (
    why_not_announce,
    why_not_check,
    why_not_freeze,
)
from hall.assessment.sealing import is_as_it_was
from hall.assessment.services import announce_month, begin_month, check_month, freeze_month
from hall.assessment.viewsets.screens import AssessmentScreen, DeskScreen, month_named
from units.enums import SPEAKING_ROLES
from units.permissions import unit_ids_with_role

CARDS_SHOWN = 100
OWN_SHOWN = 24


class AssessmentView(AssessmentScreen):
    """The months for the desk, and the scorecards of one's own units."""

    template_name = "assessment/desk/assessment.html"
    page_title = gettext_lazy("Assessment")

    def get(self, request):
        return self.ask(MonthForm(initial={"month": Month.of(self.today).before}))

    def ask(self, form):
        own = unit_ids_with_role(self.request.user, *SPEAKING_ROLES)
        cards = Scorecard.objects.filter(unit__in=own, month__in=AssessedMonth.objects.told())
        return self.show(
            form=form,
            months=AssessedMonth.objects.select_related("scheme") if self.is_desk else (),
            deeds=GoodDeed.objects.waiting().count() if self.is_desk else 0,
            appeals=Appeal.objects.open().count() if self.is_desk else 0,
            cards=cards.select_related("month", "unit").order_by("-month__first_day", "unit_name")[
                :OWN_SHOWN
            ],
        )

    def compute(self):
        form = MonthForm(self.request.POST)
        if not form.is_valid():
            return self.ask(form)
        month = begin_month(month=form.cleaned_data["month"], user=self.request.user, now=self.now)
        return redirect("assessment_month", month)

    acts = {"compute": compute}

    def get_breadcrumbs_items(self):
        return super(AssessmentScreen, self).get_breadcrumbs_items()


class MonthView(DeskScreen):
    """One month: how far it is, its scorecards, its appeals, and the next step."""

    template_name = "assessment/desk/month.html"
    page_title = gettext_lazy("Month")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.row = month_named(kwargs["month"])

    def get_page_subtitle(self):
        return str(self.row)

    def get(self, request, month):
        row = self.row
        cards = row.cards.select_related("unit")
        done = row.cards.count()
        return self.show(
            month=row,
            done=done,
            cards=Paginator(cards, CARDS_SHOWN).get_page(request.GET.get("p")),
            appeals=Appeal.objects.filter(card__month=row).select_related("card__unit", "card__month"),
            is_computing=row.state == MonthState.COMPUTING,
            is_computed=row.state == MonthState.COMPUTED,
            step=self.next_step(),
            is_whole=row.state != MonthState.FROZEN or is_as_it_was(row),
            here=request.path,
        )

    def next_step(self) -> dict | None:
        """Return the button that leads on, with what it says and why it cannot be pressed yet."""
        user, row = self.request.user, self.row
        steps = {
            MonthState.COMPUTED: ("check", _("I have checked the numbers"), why_not_check(user, row)),
            MonthState.CHECKED: ("announce", _("Announce to the units"), why_not_announce(user, row)),
            MonthState.ANNOUNCED: (
                "freeze",
                _("Make it final and public"),
                why_not_freeze(user, row, self.today) if row.appeals_until else "",
            ),
        }
        if row.state not in steps:
            return None
        action, label, why_not = steps[MonthState(row.state)]
        return {"action": action, "label": label, "why_not": why_not}

    def go(self, verb, said: str):
        verb(month_id=self.row.pk, user=self.request.user, now=self.now)
        messages.success(self.request, said)

    def compute(self):
        begin_month(month=self.row.month, user=self.request.user, now=self.now)

    def check(self):
        self.go(check_month, _("The month is checked. Announce it, and the units see their scorecards."))

    def announce(self):
        self.go(announce_month, _("The units have a letter with the way to their scorecards."))

    def freeze(self):
        self.go(freeze_month, _("The month is final and stands on the public scoreboard."))

    acts = {"compute": compute, "check": check, "announce": announce, "freeze": freeze}


class ProgressView(MonthView):
    """How many scorecards are there: the page asks while a month is computed."""

    def get(self, request, month):
        is_computing = self.row.state == MonthState.COMPUTING
        told = {"done": self.row.cards.count(), "total": self.row.units_total, "is_computing": is_computing}
        return JsonResponse(told, headers={"Cache-Control": "private, no-store"})


class MonthExportView(DeskScreen):
    """The numbers of a month as a file."""

    def get(self, request, month, form):
        return answer_with_month(month_named(month), form)

"""One scorecard: its lines, what was corrected, and the unit's appeals; and the facts behind each line."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from hall.assessment.behind import MOST, facts_behind
from hall.assessment.forms import AppealForm, FactsForm, IncidentForm
from hall.assessment.models import CardFacts, Incident
from hall.assessment.permissions import subjects_of, why_not_appeal, why_not_correct
from hall.assessment.queries import placed
from hall.assessment.services import correct_card, make_appeal, note_incident, take_back_incident
from hall.assessment.subjects import FACT_LABELS, SUBJECTS
from hall.assessment.viewsets.screens import CardScreen
from hall.concerns.models import Answer
from portal.core.private_files import clean_picture
from portal.core.whole_numbers import whole_number


class CardView(CardScreen):
    template_name = "assessment/desk/card.html"
    page_title = gettext_lazy("Scorecard")

    def get(self, request, **kwargs):
        return self.ask(AppealForm(self.card, label_suffix=""), IncidentForm(label_suffix=""))

    def ask(self, appeal, incident):
        card, user = self.card, self.request.user
        lines = list(card.lines.all())
        month = card.month.month
        days = (month.first_day, month.last_day)
        return self.show(
            card=card,
            placed=placed(card.month),
            lines=lines,
            scheme=card.month.scheme,
            vetoes=[SUBJECTS[veto] for veto in card.vetoes],
            corrections=card.corrections.select_related("by"),
            appeals=card.appeals.all(),
            appeal_form=appeal,
            why_not_appeal=why_not_appeal(user, card, lines[0].indicator, self.today) if lines else "",
            may_appeal=any(not why_not_appeal(user, card, key, self.today) for key in subjects_of(card)),
            same_words=self.same_words(),
            incidents=Incident.objects.filter(unit=card.unit, happened_on__range=days)
            if self.is_desk
            else (),
            incident_form=incident,
        )

    def same_words(self) -> list[tuple]:
        """Return (number, number of the earlier one, per cent) of the answers that were left out."""
        keys = {key for row in self.card.same_words for key in row[:2]}
        numbers = dict(Answer.objects.filter(pk__in=keys).values_list("pk", "concern__number"))
        return [
            (numbers.get(key, ""), numbers.get(earlier, ""), percent)
            for key, earlier, percent in self.card.same_words
        ]

    def appeal(self):
        form = AppealForm(self.card, self.request.POST, self.request.FILES, label_suffix="")
        if not form.is_valid():
            return self.ask(form, IncidentForm(label_suffix=""))
        upload = form.cleaned_data["picture"]
        make_appeal(
            card_id=self.card.pk,
            subject=form.cleaned_data["subject"],
            words=form.cleaned_data["words"],
            picture=clean_picture(upload) if upload else None,
            user=self.request.user,
            now=self.now,
        )
        messages.success(self.request, _("The hall desk has the appeal. You will get a letter."))
        return None

    def note(self):
        form = IncidentForm(self.request.POST, label_suffix="")
        if not form.is_valid():
            return self.ask(AppealForm(self.card, label_suffix=""), form)
        note_incident(unit=self.card.unit, user=self.request.user, now=self.now, **form.cleaned_data)
        messages.success(
            self.request, _("It is written down. It counts when the month is computed, or by a correction.")
        )
        return None

    def take_back(self):
        take_back_incident(
            incident_id=whole_number(self.request.POST.get("incident", "")) or 0,
            reason=self.request.POST.get("reason", ""),
            user=self.request.user,
            now=self.now,
        )

    acts = {"appeal": appeal, "note": note, "take_back": take_back}


class FactsView(CardScreen):
    """The facts behind one line, and for the desk the way to correct them."""

    template_name = "assessment/desk/facts.html"
    page_title = gettext_lazy("The facts behind it")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.subject = SUBJECTS.get(kwargs["subject"])
        if self.subject is None:
            raise Http404

    def get(self, request, **kwargs):
        return self.ask(FactsForm(self.card, self.subject.key, label_suffix=""))

    def ask(self, form):
        facts = self.card.month_facts
        kept = CardFacts.objects.filter(card=self.card).first()
        return self.show(
            card=self.card,
            subject=self.subject,
            line=self.card.lines.filter(indicator=self.subject.key).first(),
            numbers=[(FACT_LABELS[name], getattr(facts, name)) for name in self.subject.facts],
            facts=facts_behind(kept.lists, self.subject.key) if kept else [],
            is_kept=kept is not None,
            corrections=self.card.corrections.filter(fact__in=self.subject.facts).select_related("by"),
            most=MOST,
            form=form,
            why_not_correct=why_not_correct(self.request.user, self.card),
        )

    def correct(self):
        form = FactsForm(self.card, self.subject.key, self.request.POST, label_suffix="")
        if not form.is_valid():
            return self.ask(form)
        correct_card(
            card_id=self.card.pk,
            changes=form.changes(),
            reason=form.cleaned_data["reason"],
            user=self.request.user,
            now=self.now,
        )
        messages.success(self.request, _("It is corrected. What stood there before is kept."))
        return redirect("assessment_card", self.card.month, self.card.unit.code)

    acts = {"correct": correct}

    def steps_above(self):
        address = reverse("assessment_card", args=[self.card.month, self.card.unit.code])
        return [*super().steps_above(), {"url": address, "label": self.card.unit_name, "sublabel": ""}]

"""Whom a unit follows: all public units in one list, with a button on each and one for all that are listed."""

from django import forms
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from hall.together import queries
from hall.together.enums import Relation
from hall.viewsets.together.acting import ActingScreen
from portal.core.refusals import Refused
from units.models import UnitPage
from units.onboarding.models import Batch
from units.services import follow_unit, follow_units, unfollow_units

PAGE_SIZE = 50
WORDS_LIMIT = 40


class NarrowForm(forms.Form):
    """What narrows the list. Whatever is wrong with it narrows nothing."""

    words = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=WORDS_LIMIT)
    batch = forms.ModelChoiceField(
        label=gettext_lazy("Batch"),
        queryset=Batch.objects.all(),
        required=False,
        empty_label=gettext_lazy("All"),
    )
    relation = forms.ChoiceField(
        label=gettext_lazy("Relation"), choices=[("", gettext_lazy("All")), *Relation.choices], required=False
    )

    @property
    def asked(self):
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class FollowingView(ActingScreen):
    """The list, and the two things done from it."""

    list_name = "together_following"
    template_name = "hall/together/following.html"
    page_title = gettext_lazy("Units we follow")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.form = NarrowForm(request.GET)

    def listed(self):
        return queries.others(self.unit, **self.form.asked)

    def get(self, request, *args, **kwargs):
        page = Paginator(self.listed(), PAGE_SIZE).get_page(request.GET.get("p"))
        return self.show(
            form=self.form,
            page_obj=page,
            elided_page_range=page.paginator.get_elided_page_range(page.number),
            to_follow=self.listed().filter(is_followed=False).count(),
            counts=[(relation.label, number) for relation, number in queries.counts(self.unit).items()],
            is_narrowed=bool(self.form.asked),
            query=request.META.get("QUERY_STRING", ""),
        )

    def post(self, request, *args, **kwargs):
        other = None
        try:
            if request.POST.get("action") == "follow_all":
                return self.follow_all()
            other = get_object_or_404(UnitPage, code=request.POST.get("other", ""))
            if request.POST.get("action") == "follow":
                follow_unit(follower=self.unit, followed=other, by=request.user, now=timezone.now())
            elif request.POST.get("action") == "unfollow":
                unfollow_units(follower=self.unit, units=[other], by=request.user)
            else:
                raise Http404
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
        return self.back(f"unit-{other.code}" if other else "")

    def follow_all(self):
        units = self.listed().filter(is_followed=False)
        new = follow_units(follower=self.unit, units=units, by=self.request.user, now=timezone.now())
        words = ngettext(
            "%(unit)s follows %(count)d more unit.", "%(unit)s follows %(count)d more units.", new
        )
        if new:
            messages.success(self.request, words % {"unit": self.unit.title, "count": new})
        else:
            messages.info(self.request, _("You follow all of these already."))
        return self.back()

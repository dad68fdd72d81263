"""Passing another unit's post on: a list to find it in, and one click that makes the draft."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages

from hall import timelines
from hall.models import PostPage
from hall.permissions import why_not_repost
from hall.services import repost_post
from hall.viewsets.composer import units_of
from portal.core.pagination import Cursor
from portal.core.refusals import Refused
from portal.core.viewsets.screen import ScreenMixin
from units.models import UnitPage

WORDS_LIMIT = 40


class UnitChoice(forms.ModelChoiceField):
    """One of the units that somebody writes for."""

    def __init__(self, units, **kwargs):
        super().__init__(
            queryset=units,
            label=_("In the name of"),
            empty_label=None,
            error_messages={"invalid_choice": _("You do not write for this unit.")},
            **kwargs,
        )


class RepostForm(forms.Form):
    """Which unit passes the post on."""

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitChoice(units)


class FindForm(forms.Form):
    """What narrows the list of posts to repost. Whatever is wrong with it narrows nothing."""

    q = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=WORDS_LIMIT)
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Unit"), queryset=None, required=False, empty_label=gettext_lazy("All units")
    )

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units

    @property
    def asked(self):
        self.is_valid()
        return self.cleaned_data


class WritersOnly:
    """Lets in those who write for a unit."""

    header_icon = "redirect"

    def dispatch(self, request, *args, **kwargs):
        if not self.own_units:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def own_units(self):
        return list(units_of(self.request.user))


class RepostView(WritersOnly, ScreenMixin, FormView):
    """Make the draft of a repost and open it in the composer; a GET only asks for the click, and for the unit."""

    template_name = "hall/posts/repost.html"
    form_class = RepostForm
    page_title = gettext_lazy("Repost")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.original = get_object_or_404(PostPage.objects.live(), pk=kwargs["post_id"])

    @cached_property
    def possible_units(self):
        """Return those of the person's units that may pass this post on."""
        source = self.original.repost_of or self.original
        may = [unit.pk for unit in self.own_units if not why_not_repost(self.request.user, unit, source)]
        return UnitPage.objects.filter(pk__in=may).order_by("path")

    def get(self, request, *args, **kwargs):
        if not self.possible_units:
            messages.warning(
                request,
                why_not_repost(request.user, self.own_units[0], self.original.repost_of or self.original),
            )
            return redirect("hall_posts_to_repost")
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        if (
            self.request.method == "POST"
            and len(self.possible_units) == 1
            and "unit" not in self.request.POST
        ):
            kwargs["data"] = {"unit": self.possible_units[0].pk}
        return {**kwargs, "units": self.possible_units}

    def form_valid(self, form):
        try:
            draft = repost_post(
                original=self.original, unit=form.cleaned_data["unit"], author=self.request.user
            )
        except Refused as refused:
            form.add_error(None, refused.reasons)
            return self.form_invalid(form)
        return redirect("hall_compose_post", draft.pk)

    def get_context_data(self, **kwargs):
        entry = timelines.card_of(self.original)
        return super().get_context_data(**kwargs, entry=entry, units=self.possible_units)


class PostsToRepostView(WritersOnly, ScreenMixin, TemplateView):
    """What other units said last, with a button on each post that passes it on."""

    template_name = "hall/posts/to_repost.html"
    page_title = gettext_lazy("Repost from other units")

    def get_context_data(self, **kwargs):
        form = FindForm(self.request.GET, units=UnitPage.objects.live().order_by("path"))
        asked = form.asked
        own = self.own_units[0] if len(self.own_units) == 1 else None
        feed = timelines.feed_to_repost(
            own=own,
            unit=asked.get("unit"),
            words=asked.get("q", ""),
            before=Cursor.parse(self.request.GET.get("before")),
        )
        query = self.request.GET.copy()
        query["before"] = str(feed.older)
        return super().get_context_data(
            **kwargs,
            form=form,
            feed=feed,
            is_narrowed=bool(asked.get("unit") or asked.get("q")),
            older=f"?{query.urlencode()}" if feed.older else "",
        )

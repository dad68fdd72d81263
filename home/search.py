"""The search page: what may be asked, and what it shows."""

from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hall import search
from hall.search import Place, Search
from portal.core.pagination import Cursor
from portal.core.search.query import LENGTH_LIMIT, Query, read
from units.models import UnitPage

UNITS_SHOWN = 4
HASHTAGS_SHOWN = 8


class SearchView(TextChoices):
    BEST = "best", _("Best match")
    NEWEST = "newest", _("Newest")


def a_day(message):
    """Return a field for a day of our time; anything else gets `message`."""
    limits = [MinValueValidator(date(1949, 1, 1), message), MaxValueValidator(date(2999, 12, 31), message)]
    return forms.DateField(
        required=False, input_formats=["%Y-%m-%d"], validators=limits, error_messages={"invalid": message}
    )


class SearchForm(forms.Form):
    """What a visitor asks for. Whatever is wrong with the filters, the words stay as they were typed."""

    q = forms.CharField(required=False)
    unit = forms.CharField(required=False)
    since = a_day(_("“From” is not a date. Write it like 2026-08-31."))
    until = a_day(_("“Until” is not a date. Write it like 2026-08-31."))

    def __init__(self, data, units: list[UnitPage]):
        super().__init__({**data.dict(), "q": data.get("q", "")})
        self.units = {unit.code: unit for unit in units}

    def clean_unit(self) -> UnitPage | None:
        code = self.cleaned_data["unit"]
        if code and code not in self.units:
            raise forms.ValidationError(_("There is no such unit. Choose one from the list."))
        return self.units.get(code)

    def clean(self):
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since > until:
            raise forms.ValidationError(_("“From” is later than “Until”. Exchange the two dates."))

    def address(self) -> str:
        """Return what is asked as the query part of an address, without its view and place in the list."""
        asked = {name: self.data.get(name, "").strip() for name in ("q", "unit", "since", "until")}
        return urlencode({name: value for name, value in asked.items() if value})


def search_page(data) -> dict:
    """Return what the search page shows for the parameters of an address."""
    units = list(UnitPage.objects.live().for_directory())
    form = SearchForm(data, units)
    typed = form.data["q"].strip()
    query = read(typed)
    view = data.get("view") if data.get("view") in SearchView.values else SearchView.BEST
    context = {
        "form": form,
        "typed": typed,
        "is_cut": len(typed) > LENGTH_LIMIT,
        "limit": LENGTH_LIMIT,
        "query": query,
        "units": units,
        "views": SearchView,
        "view": view,
        "rest": f"&{form.address()}",
        "everywhere": f"?{urlencode({'q': typed, 'view': view})}",
        "address": f"?{form.address()}&view={view}&",
        "error": " ".join(message for messages in form.errors.values() for message in messages),
    }
    if query and form.is_valid():
        context |= results(form.cleaned_data, query, units, view, data.get("before"))
    return context


def results(asked: dict, query: Query, units: list[UnitPage], view: str, before: str | None) -> dict:
    wanted = Search.among(
        units,
        query,
        unit=asked["unit"],
        since=asked["since"] and start_of(asked["since"]),
        until=asked["until"] and start_of(asked["until"] + timedelta(1)),
    )
    if view == SearchView.NEWEST:
        feed = search.newest(wanted, Cursor.parse(before))
    else:
        feed = search.best(wanted, Place.parse(before))
    total = search.count(wanted)
    return {
        "feed": feed,
        "total": total,
        "offers": [] if total else search.offers(query, units),
        "count_limit": search.COUNT_LIMIT,
        "found_units": search.units_found(query, units, UNITS_SHOWN),
        "found_hashtags": search.hashtags_found(query, HASHTAGS_SHOWN),
        "is_narrowed": any([asked["unit"], asked["since"], asked["until"]]),
    }


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))

"""What templates of other floors may show of the units."""

from django import template
from django.utils.translation import gettext_lazy as _

from units.enums import UnitKind
from units.models import UnitPage

register = template.Library()

HEADINGS = {
    UnitKind.INSTITUTION: _("Institutions"),
    UnitKind.PERSON: _("Personal accounts"),
}


@register.simple_tag
def directory():
    """Return the live units by kind; each stands with the live units anywhere below it."""
    tops = nest(UnitPage.objects.live().for_directory())
    groups = [
        {"kind": kind, "heading": heading, "rows": [row for row in tops if row["unit"].kind == kind]}
        for kind, heading in HEADINGS.items()
    ]
    return [group for group in groups if group["rows"]]


def nest(units):
    """Put units, which come in tree order, below the unit that their path begins with."""
    tops = []
    for unit in units:
        if tops and unit.path.startswith(tops[-1]["unit"].path):
            tops[-1]["subs"].append(unit)
        else:
            tops.append({"unit": unit, "subs": []})
    return tops

from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection


class UnitCollection(Collection):
    """The pictures and clips of one unit.

    Wagtail keeps collections in the order of their names by moving all later ones for each that is added: with
    thousands of units, hours. These are put at the end.
    """

    node_order_by = []

    class Meta:
        proxy = True
        verbose_name = _("collection of a unit")
        verbose_name_plural = _("collections of units")

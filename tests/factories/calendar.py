from datetime import date, timedelta

import factory

from portal.core.models import SpecialDay


class SpecialDayFactory(factory.django.DjangoModelFactory):
    """A holiday in a year that the site never lays in by itself."""

    class Meta:
        model = SpecialDay

    date = factory.Sequence(lambda n: date(2031, 1, 1) + timedelta(days=n % 365))
    name = "春节"

from types import SimpleNamespace

from django.test import SimpleTestCase, TestCase

from tests.factories import UnitFactory
from units.templatetags.units_tags import directory, nest


class NestTests(SimpleTestCase):
    def test_units_stand_below_the_one_their_path_begins_with(self):
        police, station, post, school = [
            SimpleNamespace(path=path) for path in ["0001", "00010001", "000100010001", "0002"]
        ]

        self.assertEqual(
            nest([police, station, post, school]),
            [{"unit": police, "subs": [station, post]}, {"unit": school, "subs": []}],
        )


class DirectoryTests(TestCase):
    def test_units_are_grouped_by_kind_with_their_sub_units(self):
        police = UnitFactory(title="平安河源")
        UnitFactory(title="源城派出所", parent=police)
        UnitFactory(title="李科长", kind="person")

        institutions, persons = directory()
        self.assertEqual(institutions["rows"][0]["unit"].title, "平安河源")
        self.assertEqual([unit.title for unit in institutions["rows"][0]["subs"]], ["源城派出所"])
        self.assertEqual([row["unit"].title for row in persons["rows"]], ["李科长"])

    def test_a_unit_that_is_not_launched_is_not_listed(self):
        UnitFactory(live=False)

        self.assertEqual(directory(), [])

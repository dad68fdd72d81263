from dataclasses import replace
from datetime import date

from django.test import SimpleTestCase
from django.utils import translation

from tests.units.onboarding.sheets import HEADING, a_row, csv_file
from units.enums import Role
from units.onboarding.plan import Wish, compare, parents_first
from units.onboarding.records import PresentUnit
from units.onboarding.spreadsheet import read_units

PLAIN = Wish()


def present(code="SWJ", **fields):
    """Make a unit that stands in the hall as `a_row(code)` describes it."""
    low = code.lower()
    return PresentUnit(
        **{
            "code": code,
            "title": f"河源{code}",
            "official_name": "河源市水务局",
            "kind": "institution",
            "mark": "水",
            "editors": (f"{low}.editor@heyuan.example",),
            "reviewers": (f"{low}.reviewer@heyuan.example",),
            "liaisons": (f"{low}.liaison@heyuan.example",),
            **fields,
        }
    )


def plan_of(*rows, units=(), wish=PLAIN, due_before=None, headings=HEADING):
    sheet = read_units(csv_file(*rows, headings=headings), units)
    assert not sheet.problems, sheet.problems
    return compare(sheet, units, wish, due_before)


class CompareTests(SimpleTestCase):
    def setUp(self):
        self.enterContext(translation.override("en"))

    def changes(self, plan):
        return [(change.label, change.old, change.new) for change in plan.changed[0].fields]

    def test_units_are_new_changed_unchanged_or_missing(self):
        plan = plan_of(
            a_row("GAJ"),
            a_row("SWJ", mark="河"),
            a_row("HBJ"),
            units=[present("SWJ"), present("HBJ"), present("LYJ")],
        )

        self.assertEqual([row.code for row in plan.new], ["GAJ"])
        self.assertEqual([row.code for row in plan.changed], ["SWJ"])
        self.assertEqual([row.code for row in plan.unchanged], ["HBJ"])
        self.assertEqual([unit.code for unit in plan.missing], ["LYJ"])

    def test_what_changes_is_told_before_and_after(self):
        plan = plan_of(
            a_row("SWJ", title="河源水利", official_name="水利局", kind="个人", mark="利", parent="GAJ"),
            units=[present("GAJ", title="平安河源"), present("SWJ")],
        )

        self.assertEqual(
            self.changes(plan),
            [
                ("Account name", "河源SWJ", "河源水利"),
                ("Official name", "河源市水务局", "水利局"),
                ("Kind", "Institution", "Person"),
                ("Mark", "水", "利"),
                ("Parent account", "", "平安河源"),
            ],
        )
        self.assertEqual([row.code for row in plan.moves], ["SWJ"])

    def test_people_are_added_and_nobody_is_taken_out_unasked(self):
        row = a_row("SWJ", editors="new@heyuan.example")

        plan = plan_of(row, units=[present("SWJ")])

        team = plan.changed[0].teams[0]
        self.assertEqual(team.role, Role.EDITOR)
        self.assertEqual(
            (team.joining, team.absent), (("new@heyuan.example",), ("swj.editor@heyuan.example",))
        )
        self.assertEqual(plan.joining, {"new@heyuan.example"})

    def test_a_person_who_is_only_missing_changes_nothing_unless_that_is_asked(self):
        unit = present("SWJ", editors=("a@heyuan.example", "swj.editor@heyuan.example"))

        self.assertEqual([row.code for row in plan_of(a_row("SWJ"), units=[unit]).unchanged], ["SWJ"])
        asked = plan_of(a_row("SWJ"), units=[unit], wish=Wish(removes_people=True))
        self.assertEqual([row.code for row in asked.changed], ["SWJ"])
        self.assertEqual(asked.absent[0].absent_people()[0].absent, ("a@heyuan.example",))

    def test_an_empty_cell_leaves_a_team_alone_even_then(self):
        plan = plan_of(a_row("SWJ", reviewers=""), units=[present("SWJ")], wish=Wish(removes_people=True))

        self.assertEqual([row.code for row in plan.unchanged], ["SWJ"])

    def test_units_without_a_batch_come_into_the_one_that_is_named_and_others_stay(self):
        units = [present("SWJ"), present("HBJ", batch="首批")]

        plan = plan_of(a_row("SWJ"), a_row("HBJ"), units=units, wish=Wish(batch="第二批"))

        self.assertEqual(self.changes(plan), [("Batch", "", "第二批")])
        self.assertEqual(plan.in_other_batches, 1)

    def test_a_note_is_kept_with_the_place_and_left_alone_without_its_column(self):
        unit = present("SWJ", batch="首批", note="先上线")
        self.assertEqual(self.changes(plan_of(a_row("SWJ"), units=[unit])), [("Note", "先上线", "")])

        without = {key: heading for key, heading in HEADING.items() if key != "note"}
        self.assertFalse(plan_of(a_row("SWJ"), units=[unit], headings=without).changed)
        self.assertFalse(plan_of(a_row("SWJ", note="联系人老李"), units=[present("SWJ")]).changed)

    def test_another_head_account_is_told(self):
        units = [present("HYFB", title="河源发布", is_head=True), present("SWJ", batch="首批", note="主账号")]

        plan = plan_of(a_row("SWJ", note="主账号"), units=units)

        self.assertEqual(self.changes(plan), [("Head account", "河源发布", "河源SWJ")])

    def test_another_due_date_alone_is_something_to_do(self):
        units = [present("SWJ", batch="首批")]
        wish = Wish(batch="首批", due_on=date(2026, 8, 31))

        self.assertTrue(plan_of(a_row(), units=units, wish=wish, due_before=date(2026, 8, 31)).is_empty)
        self.assertFalse(plan_of(a_row(), units=units, wish=wish, due_before=None).is_empty)

    def test_the_fingerprint_changes_with_what_would_be_done_and_only_then(self):
        units = [present("SWJ"), present("LYJ")]
        before = plan_of(a_row("SWJ", mark="河"), units=units).fingerprint

        renamed = [units[0], replace(units[1], title="河源林业")]
        self.assertEqual(plan_of(a_row("SWJ", mark="河"), units=renamed).fingerprint, before)
        meanwhile = [replace(units[0], title="河源水利"), units[1]]
        self.assertNotEqual(plan_of(a_row("SWJ", mark="河"), units=meanwhile).fingerprint, before)

    def test_parents_come_before_what_is_to_stand_below_them(self):
        rows = [a_row("PCS", parent="FJ"), a_row("FJ", parent="GAJ"), a_row("GAJ")]

        self.assertEqual([row.code for row in parents_first(plan_of(*rows).new, [])], ["GAJ", "FJ", "PCS"])

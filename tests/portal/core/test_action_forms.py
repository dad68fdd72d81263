from django import forms
from django.test import SimpleTestCase

from portal.core.action_forms import ActionForm, action_named, offered
from portal.core.refusals import refuse_if


class CloseForm(ActionForm):
    name = "close"

    words = forms.CharField(max_length=6)

    def why_not(self):
        return "" if self.row["is_open"] else "已经了结。"

    def carry_out(self):
        refuse_if(self.why_not())
        self.row["is_open"] = False


class ReopenForm(ActionForm):
    name = "reopen"

    def why_not(self):
        return "还没有了结。" if self.row["is_open"] else ""


class ActionFormTests(SimpleTestCase):
    """An action is offered while its rule allows it, and what failed comes back with its reasons."""

    def given(self, is_open=True):
        return {"row": {"is_open": is_open}, "user": None, "now": None}

    def sent(self, words, **given):
        return CloseForm({"close-words": words}, **given)

    def test_what_is_allowed_is_done(self):
        given = self.given()
        self.assertTrue(self.sent("已答复", **given).is_done())
        self.assertFalse(given["row"]["is_open"])

    def test_what_is_typed_wrong_or_refused_is_not_done_and_says_why(self):
        given = self.given()
        self.assertFalse(self.sent("一句太长太长的话", **given).is_done())
        self.assertTrue(given["row"]["is_open"])
        late = self.sent("已答复", **self.given(is_open=False))
        self.assertFalse(late.is_done())
        self.assertEqual(late.non_field_errors(), ["已经了结。"])

    def test_only_what_may_be_done_is_offered_and_what_failed_stays(self):
        kinds = [CloseForm, ReopenForm]
        self.assertEqual([form.name for form in offered(kinds, **self.given())], ["close"])
        given = self.given(is_open=False)
        late = self.sent("已答复", **given)
        late.is_done()
        found = offered(kinds, late, **given)
        self.assertEqual([form.name for form in found], ["close", "reopen"])
        self.assertEqual(found[0]["words"].value(), "已答复")

    def test_a_button_names_an_action_or_none(self):
        self.assertIs(action_named("reopen", [CloseForm, ReopenForm]), ReopenForm)
        self.assertIsNone(action_named("其他", [CloseForm, ReopenForm]))

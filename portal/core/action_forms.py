"""What can be done with one row, as forms beside it: each says why it is not offered, and carries itself out."""

from collections.abc import Iterable

from django import forms

from portal.core.refusals import Refused


class ActionForm(forms.Form):
    """Something that `user` can do with `row` at the moment `now`.

    Each says in `why_not` why it is not offered, by the rule that its verb asks again, and calls the verb in
    `carry_out`. A family of forms says in `call` how its verbs name the row and who acts.
    """

    name = title = submit = done = ""

    def __init__(self, *args, row, user, now, **options):
        super().__init__(*args, prefix=self.name, **options)
        self.row, self.user, self.now = row, user, now

    def why_not(self) -> str:
        raise NotImplementedError

    def carry_out(self) -> None:
        """Do what was typed. Raises `Refused`."""
        raise NotImplementedError

    def is_done(self) -> bool:
        """Carry out what was sent, and tell whether that went well; otherwise the form says what is wrong."""
        if not self.is_valid():
            return False
        try:
            self.carry_out()
        except Refused as refused:
            for reason in refused.reasons:
                self.add_error(None, reason)
        return not self.errors


def action_named(name: str, kinds: Iterable[type[ActionForm]]) -> type[ActionForm] | None:
    """Return the action that a button names."""
    return next((kind for kind in kinds if kind.name == name), None)


def offered(kinds: Iterable[type[ActionForm]], acting: ActionForm | None = None, **given) -> list[ActionForm]:
    """Return the forms that may be offered, and the one that failed with what was typed, offered or not."""
    found = [acting if acting and acting.name == kind.name else kind(**given) for kind in kinds]
    return [form for form in found if form.errors or not form.why_not()]

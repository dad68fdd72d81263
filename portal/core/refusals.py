"""A refusal is a reason in words. An empty reason means yes."""


class Refused(Exception):
    """Raised by a service that will not act. `reasons` are sentences for the person who asked."""

    def __init__(self, reasons):
        self.reasons = [str(reason) for reason in reasons]
        super().__init__(" ".join(self.reasons))


def refuse_if(*reasons):
    """Raise `Refused` when any of the reasons is given."""
    given = [reason for reason in reasons if reason]
    if given:
        raise Refused(given)

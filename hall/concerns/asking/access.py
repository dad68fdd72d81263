"""Who has shown the code of a concern in this browser. The right stands in the session; the code does not."""

from django.http import HttpRequest
from django.views.decorators.debug import sensitive_variables

from hall.concerns.codes import is_code_of
from hall.concerns.models import Concern
from hall.concerns.permissions import is_asker
from portal.core.throttling import Throttle, address_of, why_not_now

SESSION_KEY = "opened_concerns"
MOST_OPEN = 20
LONGEST_NUMBER = 20

# A code cannot be guessed; whoever tries is slowed down all the same. Only by address: the numbers of public concerns
# are known to everybody, and nobody may shut out who asked by trying theirs.
LOOK_UP = Throttle("look up a concern", person="", address="10/minute;200/hour", human_after=1_000)


@sensitive_variables("code")
def open_with_code(request: HttpRequest, number: str, code: str) -> tuple[Concern | None, str]:
    """Return the concern of a number and its code, and remember it; or nothing and why. Wrong is wrong, whichever."""
    number = number.strip()[:LONGEST_NUMBER]
    if reason := why_not_now(LOOK_UP, person=None, address=address_of(request)):
        return None, reason
    concern = Concern.objects.filter(number=number).first()
    if not is_code_of(code, concern.code_digest if concern else "") or concern is None:
        return None, ""
    remember(request, concern)
    return concern, ""


def remember(request: HttpRequest, concern: Concern) -> None:
    """Keep in the session that this browser may read a concern; the oldest of many gives way."""
    others = [number for number in request.session.get(SESSION_KEY, []) if number != concern.number]
    request.session[SESSION_KEY] = [*others, concern.number][-MOST_OPEN:]


def forget(request: HttpRequest, number: str) -> None:
    """Take from this browser the right to read a concern; whoever holds the code can come back with it."""
    others = [known for known in request.session.get(SESSION_KEY, []) if known != number]
    if others:
        request.session[SESSION_KEY] = others
    else:
        request.session.pop(SESSION_KEY, None)


def opens_by_code(request: HttpRequest, concern: Concern) -> bool:
    """Tell whether nothing but the code, shown in this browser, lets the visitor in: that right can be forgotten."""
    return holds_code(request, concern) and not is_asker(request.user, concern)


def holds_code(request: HttpRequest, concern: Concern) -> bool:
    return concern.number in request.session.get(SESSION_KEY, [])


def own_concern(request: HttpRequest, number: str) -> Concern | None:
    """Return the concern with this number if it is the visitor's own: who asked, or who has shown its code."""
    concern = Concern.objects.for_rows().select_related("asker", "merged_into").filter(number=number).first()
    if concern and (holds_code(request, concern) or is_asker(request.user, concern)):
        return concern
    return None

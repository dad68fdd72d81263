"""An activity as its organisers run it: who signed up, who has come, and the list to take along."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from wagtail.admin import messages

from hall.campaigns.activity.permissions import why_door_is_shut
from hall.campaigns.activity.queries import sign_ups_for_organisers
from hall.campaigns.activity.services import check_in, undo_check_in
from hall.campaigns.enums import SignUpState
from hall.campaigns.models import ActivityPage, ActivitySeats, SignUp
from hall.campaigns.viewsets.screens import EventDesk, EventTable
from portal.core.whole_numbers import whole_number

PAGE_SIZE = 50
LONGEST_SEARCH = 60


class ActivityView(EventDesk):
    model = ActivityPage
    template_name = "campaigns/organising/activity.html"
    page_title = gettext_lazy("Sign-ups")

    def get(self, request, page_id):
        words = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
        state = request.GET.get("state", "")
        rows = sign_ups_for_organisers(self.event, words, state)
        page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("p"))
        return self.show(
            activity=self.event,
            seats=ActivitySeats.objects.filter(activity=self.event).first(),
            page_obj=page,
            elided_page_range=page.paginator.get_elided_page_range(page.number),
            words=words,
            state=state,
            states=SignUpState,
            why_shut=why_door_is_shut(self.event, self.now),
        )

    def named_sign_up(self) -> SignUp:
        return get_object_or_404(self.event.sign_ups, pk=whole_number(self.request.POST.get("sign_up", "")))

    def check_in(self):
        row = self.named_sign_up()
        check_in(sign_up_id=row.pk, by=self.request.user, now=self.now)
        messages.success(self.request, _("%(who)s is checked in.") % {"who": row})

    def undo(self):
        undo_check_in(sign_up_id=self.named_sign_up().pk, by=self.request.user)
        messages.success(self.request, _("The check-in is undone."))

    acts = {"check_in": check_in, "undo": undo}


class SignUpsTable(EventTable):
    """The list of who signed up: it holds what people gave of themselves."""

    model = ActivityPage
    action = "campaigns.activity.export"
    file_name = "activity"

    def rows(self):
        yield [
            *(
                _("No."),
                _("State"),
                pgettext("of a person", "Name"),
                pgettext("of a person", "Telephone number"),
            ),
            *(_("E-mail address"), _("Number of people"), _("Note"), _("Signed up at"), _("Checked in at")),
        ]
        for row in sign_ups_for_organisers(self.event):
            yield [
                *(row.number, row.get_state_display(), row.name, row.phone),
                *(row.email, row.people, row.note, row.signed_up_at, row.checked_in_at),
            ]

"""A topic of the day as its host runs it: voices to choose from, and the summary."""

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from hall.campaigns.models import TopicPage
from hall.campaigns.topic.forms import SummaryForm
from hall.campaigns.topic.permissions import why_not_sum_up
from hall.campaigns.topic.queries import voices_for_host
from hall.campaigns.topic.services import choose_voice, put_back_voice, sum_up
from hall.campaigns.viewsets.screens import EventDesk
from portal.core.refusals import Refused
from portal.core.whole_numbers import whole_number

PAGE_SIZE = 40


class TopicView(EventDesk):
    model = TopicPage
    template_name = "campaigns/organising/topic.html"
    page_title = gettext_lazy("Topic of the day")

    def get(self, request, page_id):
        return self.ask(self.summary_form())

    def summary_form(self, data=None) -> SummaryForm:
        newest = self.event.get_latest_revision_as_object()
        return SummaryForm(data, initial={"summary": newest.results}, label_suffix="")

    def ask(self, form):
        page = Paginator(voices_for_host(self.event), PAGE_SIZE).get_page(self.request.GET.get("p"))
        return self.show(
            topic=self.event,
            form=form,
            why_not=why_not_sum_up(self.request.user, self.event),
            page_obj=page,
            elided_page_range=page.paginator.get_elided_page_range(page.number),
        )

    def keep_typed(self):
        if self.request.POST["action"] == "sum_up":
            return self.ask(self.summary_form(self.request.POST))
        return None

    def named_voice(self):
        """Return the voice that the button stands beside, or nothing once it is hidden."""
        number = whole_number(self.request.POST.get("voice", ""))
        voice = self.event.voices.filter(pk=number).first() if number else None
        if voice is None:
            raise Refused([_("This comment is not public any more.")])
        return voice

    def choose(self):
        choose_voice(voice=self.named_voice(), by=self.request.user, now=self.now)
        messages.success(self.request, _("The comment stands above the discussion now."))

    def put_back(self):
        put_back_voice(voice=self.named_voice(), by=self.request.user)
        messages.success(self.request, _("The comment stands in the discussion only."))

    def sum_up(self):
        form = self.summary_form(self.request.POST)
        if not form.is_valid():
            return self.ask(form)
        sum_up(page_id=self.event.pk, text=form.cleaned_data["summary"], by=self.request.user)
        messages.success(self.request, _("The summary is under review now."))
        return None

    acts = {"choose": choose, "put_back": put_back, "sum_up": sum_up}

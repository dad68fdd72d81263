"""A survey as its organisers run it: all figures, people's own words, two questions in one table, the file."""

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hall.campaigns.models import SurveyPage
from hall.campaigns.survey.crossing import cross, crossable
from hall.campaigns.survey.enums import QuestionKind
from hall.campaigns.survey.queries import all_answers, total_of, words_given
from hall.campaigns.survey.reading import columns_of, read_answer
from hall.campaigns.survey.results import results_of
from hall.campaigns.viewsets.screens import EventScreen, EventTable

WORDS_ON_A_PAGE = 50


class SurveyView(EventScreen):
    model = SurveyPage
    template_name = "campaigns/organising/survey.html"
    page_title = gettext_lazy("Answers to a survey")

    def get(self, request, page_id):
        page = self.event
        first, second = request.GET.get("first", ""), request.GET.get("second", "")
        return self.show(
            survey=page,
            total=total_of(page),
            results=results_of(page, hides=False),
            questions=crossable(page),
            first=first,
            second=second,
            table=cross(page, first, second),
            **self.words(),
        )

    def words(self) -> dict:
        """Return the questions that are answered in own words, and a page of what was written to the chosen one."""
        asked = [question for question in self.event.asked if question.kind == QuestionKind.TEXT]
        key = self.request.GET.get("words", "")
        chosen = next((question for question in asked if question.key == key), asked[0] if asked else None)
        pages = Paginator(words_given(self.event, chosen.key) if chosen else [], WORDS_ON_A_PAGE)
        page = pages.get_page(self.request.GET.get("p"))
        return {"worded": asked, "chosen": chosen, "page_obj": page}


class AnswersTable(EventTable):
    """All answers. Who sent which stands in none of them."""

    model = SurveyPage
    action = "campaigns.survey.export"
    file_name = "survey"

    def rows(self):
        asked = self.event.asked
        yield [_("Sent at"), *columns_of(asked)]
        for answer in all_answers(self.event):
            yield [answer.sent_at, *(cell for _heading, cell in read_answer(asked, answer.values.all()))]

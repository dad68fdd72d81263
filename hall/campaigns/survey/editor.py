"""The form of a survey in Wagtail's editor."""

from hall.campaigns.editor import EventForm


class SurveyForm(EventForm):
    class Media:
        css = {"all": ["portal/css/admin/survey_questions.css"]}

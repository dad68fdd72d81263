"""What each format keeps of people: for their download, for leaving, and for the end of an event's days."""

from hall.campaigns.activity import personal_data as activity
from hall.campaigns.charity import personal_data as charity
from hall.campaigns.collection import personal_data as collection
from hall.campaigns.interview import personal_data as interview
from hall.campaigns.keeping import register_removal
from hall.campaigns.reminding import personal_data as reminding
from hall.campaigns.survey import personal_data as survey
from portal.accounts.personal_data import no_files, register_personal_data

FORMATS = {
    "sign_ups": activity,
    "pledges": charity,
    "submissions": collection,
    "interview questions": interview,
    "surveys": survey,
    "reminders of events": reminding,
}


def register_formats() -> None:
    for name, kept in FORMATS.items():
        register_personal_data(
            name,
            collect=kept.collect,
            forget=kept.forget,
            fields=kept.FIELDS,
            files=getattr(kept, "files", no_files),
        )
        register_removal(kept.remove)

"""What templates of other floors may show of campaigns and micro-events."""

from django import template
from django.db.models import prefetch_related_objects
from django.utils import timezone

from hall import timelines
from hall.campaigns import queries
from hall.campaigns.enums import SIGN_UP_PHASES, EventKind, Phase
from hall.campaigns.interview.queries import talk_of as talk_of_page
from hall.campaigns.live_parts import version_of
from hall.campaigns.reminding.permissions import occasion_of, why_not_offer
from hall.campaigns.services.entries import campaign_of as campaign_of_page
from hall.campaigns.topic import queries as topic_queries
from hall.timelines import accounts_mentioned, html_of
from portal.core.pagination import Cursor, Slice

register = template.Library()


@register.simple_tag
def on_now(unit=None):
    """Return the entries of what is open now, of all units or of one."""
    return queries.on_now(timezone.now(), unit)


@register.simple_tag
def next_up(unit=None):
    return queries.next_up(timezone.now(), unit)


@register.simple_tag
def events_of(campaign):
    return queries.events_of(campaign)


@register.simple_tag(takes_context=True)
def campaign_feed(context, campaign):
    """Return the posts of all units under the campaign's hashtag, at the page that the address asks for."""
    topic = campaign.topic()
    before = Cursor.parse(context["request"].GET.get("before"))
    return timelines.hashtag_feed(topic, before) if topic else Slice()


@register.simple_tag
def phase_of(event):
    """Return where a page or an entry stands now."""
    return event.phase(timezone.now())


@register.simple_tag
def reminds_of(page):
    """Return what readers can be reminded of, if anything."""
    now = timezone.now()
    return "" if why_not_offer(page, now) else occasion_of(page, now)


@register.filter
def phase_name(phase):
    return Phase(phase).label


@register.filter
def phase_words(phase, event):
    """Return how readers are told where this event stands."""
    return SIGN_UP_PHASES[phase] if event.kind == EventKind.ACTIVITY else phase.label


@register.filter
def kind_name(kind):
    return EventKind(kind).label


@register.filter
def event_text(text):
    """Return words of an event as safe HTML, with hashtags, mentions and links."""
    return html_of(text, accounts_mentioned([text]), None)


@register.simple_tag
def hosts_of(page):
    """Return the units that host the campaign of a page: the one that leads first."""
    return campaign_of_page(page).hosts()


@register.simple_tag
def campaign_of(page):
    return campaign_of_page(page)


@register.simple_tag
def chosen_voices(topic):
    """Return the comments that the host of a topic of the day chose."""
    return topic_queries.chosen_voices(topic)


@register.simple_tag
def guests_of(interview):
    """Return who answers in an interview, also of a version that is not public, with their pictures."""
    guests = list(interview.guests.all())
    prefetch_related_objects(guests, "picture__renditions")
    return guests


@register.simple_tag
def talk_of(interview):
    """Return the public questions and answers of an interview."""
    return talk_of_page(interview)


@register.simple_tag
def live_version(page):
    """Return the version of what changes on a public event's page; read before that is drawn."""
    return version_of(page.entry) if hasattr(page, "entry") else ""


@register.simple_tag
def topic_of(campaign):
    return campaign.topic()

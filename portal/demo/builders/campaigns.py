"""Topic campaigns of the demo city, one in each phase, their organisers and what is reported live."""

from datetime import datetime, time, timedelta

from django.db import transaction

from hall.campaigns.enums import HostState
from hall.campaigns.formats import formats
from hall.campaigns.live.services import correct_entry, pin_entry, write_entry
from hall.campaigns.models import CampaignHost, CampaignPage, EventPage
from hall.campaigns.services.hosting import set_rights
from hall.models import Category
from portal.accounts.models import User
from portal.demo.builders.in_review import person
from portal.demo.builders.people import bring_person
from portal.demo.builders.pictures import bring_picture
from portal.demo.reading import read_toml, slug_of
from units.enums import Role
from units.models import Team, UnitPage
from units.services import add_member


@transaction.atomic
def bring_campaigns(units: dict[str, UnitPage], now: datetime) -> None:
    """Bring the campaigns of `campaigns.toml` and their micro-events that are not there yet."""
    for row in read_toml("campaigns.toml")["campaigns"]:
        unit = units.get(row["unit"])
        if unit and unit.live:
            bring_campaign(row, unit, units, now)


def bring_campaign(row: dict, unit: UnitPage, units: dict[str, UnitPage], now: datetime) -> None:
    organiser = bring_organiser(unit)
    category = Category.objects.filter(name=row["category"]).first() or Category.objects.first()
    slug = slug_of(f"{row['unit']} {row['title']}")
    campaign = CampaignPage.objects.child_of(unit).filter(slug=slug).first()
    if campaign is None:
        campaign = CampaignPage(
            hashtag=row["hashtag"], **words_of(row, unit, now), slug=slug, category=category
        )
        put_below(unit, campaign, organiser)
        bring_hosts(campaign, row, units, organiser, now)
    for event in row.get("events", []):
        model = formats()[event["kind"]]
        slug = slug_of(f"{row['unit']} {event['title']}")
        if not model.objects.child_of(campaign).filter(slug=slug).exists():
            page = model(**words_of(event, unit, now), slug=slug, category=category)
            put_below(campaign, page, organiser)
            report(page, event.get("entries", []), organiser)


def report(page: EventPage, entries: list[dict], organiser: User) -> None:
    """Write the entries of a live report at their minutes after its beginning; the pinned one is its summary."""
    for number, row in enumerate(entries):
        moment = page.opens_at + timedelta(minutes=row["minute"])
        token, is_important = f"demo{number}", row.get("important", False)
        entry = write_entry(
            event_id=page.pk,
            by=organiser,
            text=row["text"],
            token=token,
            now=moment,
            is_important=is_important,
        )
        if "corrected" in row:
            entry = correct_entry(
                entry=entry,
                by=organiser,
                text=row["corrected"],
                is_important=is_important,
                seen=entry.change,
                now=moment + timedelta(minutes=4),
            )
        if row.get("pinned"):
            pin_entry(entry=entry, by=organiser, seen=entry.change, now=moment)


def bring_organiser(unit: UnitPage) -> User:
    """Return the campaign organiser of a unit, made when there is none."""
    team = Team.objects.get(unit=unit, role=Role.ORGANISER)
    known = team.members().first()
    if known:
        return known
    newcomer, _is_new = bring_person(f"{unit.code.lower()}.organiser@heyuan.example")
    add_member(team=team, user=newcomer)
    return newcomer


def days_from(now: datetime, days: float, at: time | None = None) -> datetime:
    """Return the moment so many days from the full hour of `now`, or a time of that day."""
    moment = now.replace(minute=0, second=0, microsecond=0) + timedelta(days=days)
    return moment.replace(hour=at.hour, minute=at.minute) if at else moment


def words_of(row: dict, unit: UnitPage, now: datetime) -> dict:
    cover = bring_picture(row["cover"], unit)
    return {
        "title": row["title"],
        "introduction": row["introduction"],
        "results": row.get("results", ""),
        "cover": cover,
        "cover_alt": cover.description,
        "opens_at": days_from(now, row["opens"], row.get("from")),
        "closes_at": days_from(now, row["closes"], row.get("until")),
    }


def bring_event(model: type[EventPage], row: dict, now: datetime, **fields) -> EventPage | None:
    """Add a public event and return it, or nothing when it is there or its campaign is not."""
    campaign = CampaignPage.objects.filter(slug=slug_of(row["campaign"])).first()
    slug = slug_of(f"{row['campaign']} {row['title']}")
    if campaign is None or model.objects.filter(slug=slug).exists():
        return None
    words = words_of(row, campaign.unit, now)
    page = model(**words, slug=slug, category=campaign.category, **fields)
    put_below(campaign, page, bring_organiser(campaign.unit))
    return model.objects.get(pk=page.pk)


def put_below(above, page: EventPage, organiser: User) -> None:
    """Add a page, and publish it as an approved one is."""
    page.owner, page.live, page.has_unpublished_changes = organiser, False, True
    type(above).objects.get(pk=above.pk).add_child(instance=page)
    page.save_revision(user=organiser).publish(user=organiser, skip_permission_checks=True)
    page.refresh_from_db()


def bring_hosts(
    campaign: CampaignPage, row: dict, units: dict[str, UnitPage], by: User, now: datetime
) -> None:
    for code in [*row.get("hosts", []), *row.get("asked", [])]:
        if code not in units or not units[code].live:
            continue
        agrees = code in row.get("hosts", [])
        host = CampaignHost.objects.create(
            campaign=campaign,
            unit=units[code],
            state=HostState.HOSTING if agrees else HostState.INVITED,
            invited_by=by,
            invited_at=campaign.opens_at - timedelta(days=3),
            answered_by=person(units[code], Role.REVIEWER) if agrees else None,
            answered_at=campaign.opens_at - timedelta(days=2) if agrees else None,
        )
        set_rights(host)

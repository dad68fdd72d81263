"""Words to those who can help a release that did not go out."""

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from hall.review.models import JointRelease, StuckRelease
from hall.review.notifications import send, write_to
from portal.accounts.models import User
from units.enums import Role

DESK = Q(groups__team__unit=None, groups__team__role=Role.HALL_DESK)


def tell_release_stuck(stuck: StuckRelease) -> None:
    """Tell the unit's spokespersons and the hall desk why a release did not go out."""
    page = stuck.page.specific
    spokespersons = Q(groups__team__unit=page.get_parent().pk, groups__team__role=Role.REVIEWER)
    people = User.objects.filter(spokespersons | DESK).distinct()
    address = settings.WAGTAILADMIN_BASE_URL + reverse("review_release", args=[page.pk])
    context = {
        "reason": str(stuck),
        "planned_for": stuck.revision.approved_go_live_at,
        "release_url": address,
    }
    send("release_stuck", people, page, context)


def tell_joint_release_missed(joint: JointRelease) -> None:
    """Tell the hall desk that it has to decide about a joint release whose time has passed."""
    address = settings.WAGTAILADMIN_BASE_URL + reverse("review_joint", args=[joint.pk])
    for person in User.objects.filter(DESK, is_active=True).distinct():
        write_to(person, "joint_missed", {"joint": joint, "release_url": address})

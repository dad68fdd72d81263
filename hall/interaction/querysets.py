from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from hall.interaction.enums import CommentState
from units.enums import SPEAKING_ROLES, Role
from units.permissions import is_hall_desk, unit_ids_with_role

# A comment that its writer took back leaves its place to those who answered.
OPEN_TOPS = [CommentState.SHOWN, CommentState.WITHDRAWN]


class CommentQuerySet(QuerySet):
    def open(self):
        """Comments that nobody has hidden, themselves or the one above them."""
        is_open = Q(parent__isnull=True) | Q(parent__state__in=OPEN_TOPS)
        return self.filter(is_open, state=CommentState.SHOWN)

    def shown(self):
        """Comments that everybody may read: `open` ones below a page that is public."""
        return self.open().filter(page__live=True)

    def tops_of(self, page):
        """Comments at the top of the threads of a page, with those taken back that others have answered."""
        answered = Exists(self.model.objects.filter(parent=OuterRef("pk"), state=CommentState.SHOWN))
        is_seen = Q(state=CommentState.SHOWN) | (Q(state=CommentState.WITHDRAWN) & answered)
        return self.filter(is_seen, page=page, parent__isnull=True, page__live=True)

    def for_thread(self):
        """Comments with all that readers see of them, in a number of queries that does not grow."""
        return self.select_related("unit__avatar", "answers").prefetch_related("unit__avatar__renditions")

    def held(self):
        return self.filter(state=CommentState.HELD)

    def said_by(self, user):
        """What somebody wrote in their own name."""
        return self.filter(author=user, unit__isnull=True)

    def sent_before(self, author, token):
        """Return the comment that the same form has brought already, or None."""
        return self.filter(author=author, token=token).first()

    def in_care_of(self, user):
        """Comments that people of a unit see in its queue; liaisons too, who answer them. All for the hall desk.

        What another unit says officially on their pages is theirs once it was public, and its draft is not.
        """
        if is_hall_desk(user):
            return self.all()
        is_theirs = Q(unit__isnull=True) | Q(unit=F("page_unit")) | Q(shown_at__isnull=False)
        received = Q(page_unit__in=unit_ids_with_role(user, *SPEAKING_ROLES)) & is_theirs
        return self.filter(received | Q(unit__in=unit_ids_with_role(user, Role.REVIEWER)))

    def with_waiting_since(self):
        """Comments with `waiting_since`: when they were written, or went back to the queue."""
        return self.annotate(waiting_since=Coalesce("decided_at", "created_at"))

    def with_queue(self):
        """Comments with `queue_unit`, in whose queue they wait: what a unit says officially waits in its own."""
        return self.annotate(queue_unit=Coalesce("unit", "page_unit"))

    def waiting_for(self, user):
        """Held comments that `user` may show: what a unit says officially is shown by its own spokespersons only."""
        held = self.held().exclude(author=user)
        official = Q(unit__in=unit_ids_with_role(user, Role.REVIEWER))
        if is_hall_desk(user):
            return held.filter(Q(unit__isnull=True) | official)
        received = Q(unit__isnull=True, page_unit__in=unit_ids_with_role(user, Role.EDITOR, Role.REVIEWER))
        return held.filter(received | official)


class SpeakerBlockQuerySet(QuerySet):
    def in_force(self, now: datetime):
        return self.filter(Q(until__isnull=True) | Q(until__gt=now), lifted_at__isnull=True)

    def against(self, user, unit):
        """Blocks that keep somebody from commenting on the pages of a unit; None stands for the hall's own pages."""
        places = Q(unit__isnull=True) | Q(unit=unit) if unit else Q(unit__isnull=True)
        return self.filter(places, user=user)


class CommentSettingsQuerySet(QuerySet):
    def shows_at_once(self, unit) -> bool:
        """Tell whether comments on the pages of a unit show before anybody looks; None is the hall itself."""
        return self.filter(unit=unit, shows_at_once=True).exists()


class TrustedSpeakerQuerySet(QuerySet):
    def trusts(self, user, unit) -> bool:
        """Tell whether the comments of `user` on the pages of a unit show at once."""
        return self.filter(Q(unit__isnull=True) | Q(unit=unit), user=user).exists()


class FollowQuerySet(QuerySet):
    def units(self):
        """The keys of the units, for use inside another query."""
        return self.filter(unit__isnull=False).values("unit")

    def hashtags(self):
        """The keys of the hashtags, for use inside another query."""
        return self.filter(hashtag__isnull=False).values("hashtag")


class MentionQuerySet(QuerySet):
    def seen_by(self, user):
        """Mentions in the inboxes that `user` looks after: their units', and all of them for the hall desk."""
        if is_hall_desk(user):
            return self
        return self.filter(unit__in=unit_ids_with_role(user, *SPEAKING_ROLES))

    def of_words(self, kind, key):
        return self.filter(kind=kind, key=key)

    def awaiting(self):
        """Those that nobody has settled, what has waited longest first."""
        return self.filter(settled_at__isnull=True).order_by("at", "pk")

    def settled(self):
        return self.filter(settled_at__isnull=False).order_by("-settled_at", "-pk")

    def for_inbox(self):
        """Mentions with all that their line shows, in a number of queries that does not grow."""
        return self.select_related("unit", "speaker", "settled_by", "page")

from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, CharField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from wagtail.models import Page, PageQuerySet, Revision, WorkflowState

from hall.enums import PostState
from units.models import UnitFollow

PICTURES = "post__pictures__image__renditions"
RUNS = {
    PostState.IN_REVIEW: WorkflowState.STATUS_IN_PROGRESS,
    PostState.RETURNED: WorkflowState.STATUS_NEEDS_CHANGES,
}


def posts_in_a_run(*statuses):
    """Return the keys of pages whose review stands so, for use inside another query."""
    runs = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), status__in=statuses
    )
    return runs.annotate(page_pk=Cast("object_id", BigIntegerField())).values("page_pk")


class CategoryQuerySet(QuerySet):
    def offered_to(self, post=None):
        """Categories to choose from: a retired one stays with the post that has it."""
        return self.filter(Q(is_retired=False) | Q(pk__in=post.categories_it_has() if post else []))


def approved_for_later():
    """Return the versions of pages that are approved and wait for their hour."""
    return Revision.page_revisions.filter(approved_go_live_at__isnull=False)


def posts_waiting_for_their_hour():
    """Return the keys of pages that do, for use inside another query."""
    return approved_for_later().annotate(page_pk=Cast("object_id", BigIntegerField())).values("page_pk")


class PostQuerySet(PageQuerySet):
    def unfinished(self):
        """Posts that are not public as they stand, and were not withdrawn."""
        return self.filter(Q(live=False) | Q(has_unpublished_changes=True), withdrawal__isnull=True)

    def in_state(self, state):
        """Posts that stand in this state. A public post stays among the public ones while its change is reviewed."""
        if state in RUNS:
            return self.filter(pk__in=posts_in_a_run(RUNS[state]))
        if state == PostState.SCHEDULED:
            return self.filter(pk__in=posts_waiting_for_their_hour())
        if state == PostState.PUBLIC:
            return self.filter(live=True)
        resting = self.filter(live=False).exclude(pk__in=posts_in_a_run(*RUNS.values()))
        resting = resting.exclude(pk__in=posts_waiting_for_their_hour())
        return resting.filter(withdrawal__isnull=state == PostState.DRAFT)

    def below(self, units):
        """Posts of any of these units."""
        return self.filter(reduce(or_, [self.child_of_q(unit) for unit in units], Q(pk__in=[])))

    def with_standing(self):
        """Posts with all that tells where they stand, in a number of queries that does not grow."""
        runs = WorkflowState.objects.active().select_related("current_task_state__task")
        hours = approved_for_later().filter(object_id=Cast(OuterRef("pk"), CharField()))
        posts = self.annotate(scheduled_at=Subquery(hours.values("approved_go_live_at")[:1]))
        return posts.select_related("withdrawal").prefetch_related(
            Prefetch("_specific_workflow_states", queryset=runs, to_attr="_current_workflow_states")
        )

    def with_words(self, words):
        """Posts in whose text, as readers or as writers see it, the words occur."""
        return self.filter(Q(text__icontains=words) | Q(draft_title__icontains=words))

    def begun_reposts(self, author, original):
        """Drafts that the author began of a repost and has not sent for review."""
        mine = self.in_state(PostState.DRAFT).filter(owner=author, repost_of=original)
        return mine.order_by("-latest_revision_created_at")


class TimelineQuerySet(QuerySet):
    def for_cards(self):
        """Entries with all that a post card shows, in a number of queries that does not grow.

        Several small joins on purpose: PostgreSQL took 20 ms to plan the one join of fourteen tables, 0.5 ms to run it.
        """
        posts = self.model.post.get_queryset()
        return self.select_related("category", "unit__avatar").prefetch_related(
            Prefetch("post", posts.select_related("media", "like_count")),
            Prefetch("post__repost_of", posts.select_related("media", "timeline_entry__unit__avatar")),
            PICTURES,
            "post__repost_of__pictures__image__renditions",
            "unit__avatar__renditions",
        )

    def of_unit(self, unit):
        return self.filter(unit=unit)

    def followed_by(self, unit):
        """What the units that `unit` follows say."""
        return self.filter(unit__in=UnitFollow.objects.filter(follower=unit).values("followed"))

    def with_visuals(self):
        return self.filter(has_visuals=True)

    def hottest(self):
        return self.order_by("-heat")

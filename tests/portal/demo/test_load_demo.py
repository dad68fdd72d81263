from io import StringIO
from unittest import mock

from django.contrib.auth.tokens import default_token_generator
from django.core.management import CommandError, call_command
from django.db.models import Count, F, Max
from django.test import TestCase, override_settings
from django.utils import timezone, translation
from wagtail.models import Page, Revision, WorkflowState

from hall.concerns.enums import ConcernState, Outcome
from hall.concerns.models import Concern
from hall.concerns.public.queries import figures_of
from hall.enums import PostState
from hall.heat import heat
from hall.interaction.models import DigestChoice
from hall.models import Category, HallPage, Hashtag, PostPage, SearchEntry, TimelineEntry, Withdrawal
from hall.review.models import JointRelease
from hall.review.queries import steps_for
from hall.review.releases.progress import joint_lines
from portal.accounts.models import Invitation, User
from portal.core.models import PortalSettings
from portal.demo.builders import people
from portal.demo.reading import Post
from units.enums import Role, UnitKind
from units.models import UnitPage
from units.onboarding.models import Batch
from units.onboarding.plan import Wish
from units.onboarding.services import onboard_units
from units.services import change_unit, launch_unit

WRITTEN = [
    Post(unit="HYFB", category="应急", text="#防汛不松劲# 雨大，绕行建设大道。", when="-18m", key="rain"),
    Post(unit="GAJ", category="应急", text="路口有人指挥。", when="-9m", repost="rain"),
    Post(
        unit="LVJ",
        category="活动",
        text="#万绿湖的四季# 起雾了。",
        when="1 08:05",
        draw=("chart_ring day 1",),
    ),
    Post(
        unit="SWJ",
        category="便民",
        text="#防汛不松劲# 水退了。",
        when="3 10:15",
        place="东江",
        clip="river.mp4",
    ),
    Post(unit="WJMJ", category="便民", text="货柜在排队。", when="6 10:10"),
]


def load(**options):
    output = StringIO()
    with (
        mock.patch("portal.demo.management.commands.load_demo.read_posts", return_value=WRITTEN),
        mock.patch("portal.demo.management.commands.load_demo.Command.progress", quiet),
    ):
        call_command("load_demo", stdout=output, **options)
    return output.getvalue()


OWN_UNIT = (
    "代码,账号名称,单位全称,账号类型,上级账号,头像字,编辑邮箱,审核邮箱,联络邮箱\n"
    "ZSJ,河源招商,河源市招商局,机构,,招,zsj.editor@heyuan.example,,\n"
).encode()


def everything_of(code, *addresses):
    """Return every stored value of a unit, its posts and its versions, and of the people with these addresses."""
    unit = UnitPage.objects.get(code=code)
    tree = Page.objects.descendant_of(unit, inclusive=True).order_by("path")
    persons = User.objects.filter(email__in=addresses).order_by("pk")
    return [
        list(rows.values())
        for rows in (
            UnitPage.objects.filter(pk=unit.pk),
            tree,
            Revision.page_revisions.filter(object_id__in=[str(page.pk) for page in tree]).order_by("pk"),
            unit.teams.order_by("pk"),
            persons,
            Invitation.objects.filter(user__in=persons),
        )
    ]


class Silence(list):
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    def update(self, count):
        self.append(count)


def quiet(command, what):
    return lambda things=(), total=None: things or Silence()


@override_settings(DEBUG=True)
class LoadDemoTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        with override_settings(DEBUG=True):
            cls.output = load(posts=300)

    def test_it_prints_one_sign_in_for_every_role_that_opens_the_admin(self):
        for sign_in in people.sign_ins():
            with self.subTest(sign_in.role):
                self.assertIn(sign_in.email, self.output)
                self.assertTrue(self.client.login(username=sign_in.email, password=people.PASSWORD))
                self.assertEqual(self.client.get("/cms/").status_code, 200)

    def test_it_brings_the_first_batch_but_for_two_units_that_are_late(self):
        batch = Batch.objects.get(name="首批")

        self.assertEqual(batch.places.count(), 34)
        self.assertEqual(batch.places.filter(unit__live=False).count(), 2)
        self.assertEqual(HallPage.objects.get().head.code, "HYFB")

    def test_the_police_has_units_below_it_and_two_people_speak_for_themselves(self):
        self.assertGreaterEqual(UnitPage.objects.descendant_of(UnitPage.objects.get(code="GAJ")).count(), 8)
        self.assertEqual(UnitPage.objects.live().filter(kind=UnitKind.PERSON).count(), 2)

    def test_it_says_on_every_page_that_this_is_a_demonstration(self):
        self.assertContains(self.client.get("/"), PortalSettings.load().notice)
        self.assertIn("演示", PortalSettings.load().notice)

    def test_posts_stand_at_every_step_of_the_review(self):
        running = WorkflowState.objects.filter(status="in_progress")
        steps = running.values_list("current_task_state__task__name", flat=True)

        self.assertEqual(len(set(steps)), 3)
        self.assertTrue(WorkflowState.objects.filter(status="needs_changes").exists())
        self.assertTrue(Withdrawal.objects.exclude(reason="").exists())

    def test_concerns_stand_in_every_state_with_every_end(self):
        concerns = Concern.objects.all()
        self.assertEqual(set(concerns.values_list("state", flat=True)), set(ConcernState.values))
        self.assertEqual(set(concerns.values_list("outcome", flat=True)), {"", *Outcome.values})
        self.assertTrue(concerns.filter(hidden_at__isnull=False).exists())
        self.assertTrue(concerns.filter(is_private=True, messages__isnull=False, rating__gt=0).exists())

    def test_some_units_have_answered_enough_for_figures(self):
        for code in ["GAJ", "CGJ", "JTJ", "SWJ"]:
            with self.subTest(code):
                figures = figures_of(UnitPage.objects.get(code=code), timezone.now())
                self.assertTrue(figures.is_shown)
                self.assertGreaterEqual(figures.answered, 10)

    def test_a_few_readers_want_letters(self):
        self.assertIn(DigestChoice.objects.count(), range(10, 60))

    def test_one_post_waits_for_tomorrow_and_a_greeting_for_the_new_year(self):
        joint = JointRelease.objects.get()
        self.assertEqual(joint_lines([joint])[0].progress, "3 就绪 · 1 待审 · 1 未送审")
        waiting = PostPage.objects.in_state(PostState.SCHEDULED).exclude(joint_items__joint=joint)
        self.assertEqual(waiting.get().unit.code, "GAJ")

    def test_what_the_only_spokesperson_writes_passes_every_step_by_another_person(self):
        unit = UnitPage.objects.get(code="HYFB")
        [spokesperson] = unit.teams.get(role=Role.REVIEWER).members()
        steps = steps_for(unit, Category.objects.get(name="应急"), spokesperson)

        self.assertEqual(len(steps), 3)
        self.assertTrue(all(step.names for step in steps))

    def test_a_unit_that_is_late_has_prepared_drafts(self):
        self.assertEqual(
            PostPage.objects.child_of(UnitPage.objects.get(code="WJMJ")).filter(live=False).count(), 1
        )

    def test_the_written_posts_lead_the_hall_after_what_was_urgent(self):
        reviewed = TimelineEntry.objects.filter(post__urgent_releases=None)
        newest = [entry.post.text for entry in reviewed.order_by("-published_at")[:2]]

        self.assertEqual(newest, ["路口有人指挥。", "#防汛不松劲# 雨大，绕行建设大道。"])
        self.assertContains(self.client.get("/"), "路口有人指挥。")

    def test_loading_again_keeps_everything(self):
        UnitPage.objects.filter(code="GAJ").update(title="平安新河源")
        before = set(Page.objects.values_list("pk", "path", "title"))
        people_before = set(User.objects.values_list("pk", "password"))

        load(posts=300)

        self.assertEqual(set(Page.objects.values_list("pk", "path", "title")), before)
        self.assertEqual(set(User.objects.values_list("pk", "password")), people_before)

    def test_loading_again_leaves_a_unit_alone_that_somebody_else_brings_online(self):
        with self.captureOnCommitCallbacks(execute=True):
            onboard_units(data=OWN_UNIT, wish=Wish(), now=timezone.now())
        before = everything_of("ZSJ", "zsj.editor@heyuan.example")
        invited = User.objects.get(email="zsj.editor@heyuan.example")
        letter = default_token_generator.make_token(invited)

        load(posts=310)

        self.assertEqual(everything_of("ZSJ", "zsj.editor@heyuan.example"), before)
        self.assertTrue(default_token_generator.check_token(User.objects.get(pk=invited.pk), letter))

    def test_loading_again_lets_nobody_else_speak(self):
        onboard_units(data=OWN_UNIT, wish=Wish(), now=timezone.now())
        own = UnitPage.objects.get(code="ZSJ")
        launch_unit(unit_id=own.pk, by=User.objects.get(email=people.DESK))

        load(posts=400)

        self.assertFalse(PostPage.objects.child_of(own).exists())

    def test_loading_again_leaves_a_unit_as_somebody_has_made_it(self):
        desk = User.objects.get(email=people.DESK)
        touched = ("QXJ", "SWJ", "WJMJ")
        emptied, withdrawn, launched = (UnitPage.objects.get(code=code) for code in touched)
        change_unit(unit_id=emptied.pk, by=desk, introduction="")
        withdrawn.unpublish()
        launch_unit(unit_id=launched.pk, by=desk)
        PortalSettings.objects.update(notice="")
        before = [everything_of(code) for code in touched]

        load()

        self.assertEqual([everything_of(code) for code in touched], before)
        self.assertEqual(UnitPage.objects.get(code="QXJ").introduction, "")
        self.assertEqual(PortalSettings.objects.get().notice, "")

    def test_a_unit_that_is_missing_comes_back_and_changes_no_other(self):
        UnitPage.objects.get(code="TSG").delete()
        UnitPage.objects.filter(code="QXJ").update(title="河源新天气")

        load()

        self.assertFalse(UnitPage.objects.get(code="TSG").live)
        self.assertNotEqual(UnitPage.objects.get(code="TSG").introduction, "")
        self.assertEqual(UnitPage.objects.get(code="QXJ").title, "河源新天气")

    @override_settings(EMAIL_FILE_PATH="var/mail")
    def test_it_says_where_letters_go(self):
        for language, line in [("en", "Letters:      var/mail"), ("zh-hans", "信件：var/mail")]:
            with self.subTest(language), translation.override(language):
                self.assertIn(line, load().splitlines())

    def test_more_posts_can_be_asked_for_later(self):
        load(posts=320)

        self.assertEqual(TimelineEntry.objects.count(), 320)

    def test_a_number_that_is_none_is_refused(self):
        for number in (-1, 1_000_001):
            with self.subTest(number), self.assertRaises(CommandError):
                load(posts=number)

    def test_there_are_as_many_as_were_asked_for(self):
        self.assertEqual(TimelineEntry.objects.count(), 300)

    def test_every_live_post_has_one_entry_that_is_found_by_words(self):
        live = set(PostPage.objects.live().values_list("pk", flat=True))

        self.assertEqual(set(TimelineEntry.objects.values_list("post", flat=True)), live)
        self.assertEqual(set(SearchEntry.objects.values_list("entry__post", flat=True)), live)

    def test_the_tree_is_sound(self):
        self.assertEqual([list(problems) for problems in Page.find_problems()], [[], [], [], [], []])

    def test_every_page_stands_below_its_unit_under_an_address_of_its_own(self):
        for post in PostPage.objects.live().select_related("timeline_entry__unit"):
            unit = post.timeline_entry.unit
            self.assertTrue(post.path.startswith(unit.path))
            self.assertEqual(post.url_path, f"{unit.url_path}{post.slug}/")
        repeated = PostPage.objects.values("url_path").annotate(count=Count("pk")).filter(count__gt=1)
        self.assertFalse(repeated.exists())

    def test_entries_and_pages_agree_on_time(self):
        self.assertFalse(TimelineEntry.objects.exclude(published_at=F("post__first_published_at")).exists())

    def test_hashtags_are_counted(self):
        for hashtag in Hashtag.objects.annotate(count=Count("uses"), last=Max("uses__published_at")):
            with self.subTest(hashtag.name):
                self.assertEqual((hashtag.use_count, hashtag.last_used_at), (hashtag.count, hashtag.last))

    def test_reposts_and_heat_are_counted(self):
        self.assertTrue(TimelineEntry.objects.filter(is_repost=True).exists())
        for entry in TimelineEntry.objects.annotate(count=Count("post__reposts__timeline_entry")):
            self.assertEqual(entry.repost_count, entry.count)
            self.assertAlmostEqual(
                entry.heat, heat(repost_count=entry.count, published_at=entry.published_at), places=3
            )

    def test_some_units_say_much_and_others_little(self):
        counts = sorted(
            TimelineEntry.objects.values("unit").annotate(count=Count("pk")).values_list("count", flat=True)
        )

        self.assertGreater(counts[-1], 10 * counts[0])

    def test_a_composed_post_opens(self):
        eldest = TimelineEntry.objects.order_by("published_at").first().post

        self.assertContains(self.client.get(eldest.url), eldest.text[:6])


class WhereItMayRunTests(TestCase):
    def test_it_refuses_a_site_that_is_not_for_development(self):
        with self.assertRaises(CommandError):
            load()

        self.assertFalse(UnitPage.objects.exists())

    def test_forced_it_opens_no_door(self):
        people.bring_desks()
        with mock.patch("portal.demo.management.commands.load_demo.Command.build"):
            output = load(force=True)

        self.assertNotIn(people.PASSWORD, output)
        self.assertFalse(self.client.login(username=people.DESK, password=people.PASSWORD))

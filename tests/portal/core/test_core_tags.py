from datetime import UTC, datetime, timedelta

from django.template.loader import render_to_string
from django.test import SimpleTestCase, TestCase
from django.utils import timezone, translation

from portal.core.models import PortalSettings
from portal.core.templatetags.core_tags import ago, end_moment, icon, mail_foot, moment, whole_moment

NIGHT = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)


class MomentTests(SimpleTestCase):
    def test_it_is_written_whole_in_the_city_s_time(self):
        with translation.override("en"):
            self.assertHTMLEqual(
                moment(NIGHT),
                '<time datetime="2026-11-23T00:30:00+08:00" data-moment>23 November 2026, 00:30</time>',
            )

    def test_where_it_matters_no_script_shortens_it(self):
        self.assertHTMLEqual(
            whole_moment(NIGHT), '<time datetime="2026-11-23T00:30:00+08:00">2026年11月23日 00:30</time>'
        )

    def test_what_ends_on_the_day_on_which_it_began_needs_no_second_date(self):
        ends = NIGHT + timedelta(hours=2)

        self.assertHTMLEqual(
            end_moment(ends, NIGHT), '<time datetime="2026-11-23T02:30:00+08:00">02:30</time>'
        )

    def test_a_day_begins_at_midnight_of_the_city(self):
        self.assertEqual(end_moment(NIGHT, NIGHT - timedelta(hours=1)), whole_moment(NIGHT))

    def test_it_does_not_depend_on_the_present(self):
        self.assertIn("2026", moment(NIGHT))


class IconTests(SimpleTestCase):
    def test_it_is_hidden_from_screen_readers_and_comes_from_the_portal_itself(self):
        self.assertHTMLEqual(
            icon("place"),
            '<svg class="icon" aria-hidden="true"><use href="/static/portal/img/icons.svg#place"></use></svg>',
        )


class MailFootTests(TestCase):
    def foot(self, **settings):
        PortalSettings.objects.update_or_create(defaults={"hall_name": "龙川发布厅", **settings})
        return render_to_string("core/mail/foot.txt", mail_foot()).strip()

    def test_it_says_whom_to_ask_and_who_writes(self):
        self.assertEqual(
            self.foot(contact="0762-5550000"), "有不清楚的，请联系发布厅值班室：0762-5550000\n\n龙川发布厅"
        )

    def test_without_a_contact_it_makes_none_up(self):
        self.assertEqual(self.foot(contact=""), "有不清楚的，请联系发布厅值班室。\n\n龙川发布厅")


class AgoTests(SimpleTestCase):
    def test_it_says_one_unit(self):
        for words, passed in [
            ("刚刚", timedelta(seconds=20)),
            ("44\xa0分钟前", timedelta(minutes=44, seconds=10)),
            ("6\xa0小时前", timedelta(hours=6, minutes=44)),
            ("1\xa0周前", timedelta(days=9)),
        ]:
            with self.subTest(words), translation.override("zh-hans"):
                self.assertEqual(ago(timezone.now() - passed), words)

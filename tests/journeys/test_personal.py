"""The personal part of a shared page, words that are kept, and the check against machines, in a real browser."""

import pytest
from django import forms
from django.contrib.auth import get_user_model, login, logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.template import engines
from django.test import override_settings
from django.urls import include, path
from playwright.sync_api import expect

from home.services import ensure_portal
from portal.core.cache import personal_fragment, public_page
from portal.core.human_check import HumanCheckField
from portal.core.pending import let_go
from tests.factories import CitizenFactory
from tests.journeys.browsing import BrowserTestCase

PAGE = """{% extends "base.html" %}{% load static %}
{% block feed_scripts %}<script type="module" src="{% static 'portal/js/human_check.js' %}"></script>{% endblock %}
{% block content %}<h1>路灯坏了</h1>
<div data-personal="/corner/?{{ request.GET.urlencode }}" hidden></div>{% endblock %}"""
CORNER = """<form action="/say/" method="post" data-in-place="说好了">{% csrf_token %}
<textarea name="text" data-keep="say" aria-label="说一句"></textarea>
{{ check }}<button name="go">发表</button></form>"""
WRITE = """{% extends "base.html" %}{% load static %}
{% block feed_scripts %}<script type="module" src="{% static 'portal/js/human_check.js' %}"></script>{% endblock %}
{% block content %}<h1>写一句</h1><form method="post">{% csrf_token %}
<textarea name="text" data-keep="write" aria-label="写一句">{{ form.text.value|default:"" }}</textarea>
{{ form.human.errors }}{{ form.human }}<button>发表</button></form>{% endblock %}"""
said = []


# A check that is not the one that was used has taken its place.
IS_ANOTHER = (
    "used => ![undefined, used].includes(document.querySelector('[data-human-check]')?.dataset.humanCheck)"
)


class WriteForm(forms.Form):
    text = forms.CharField()
    human = HumanCheckField(minutes=12)


def drawn(request, text, **context):
    return HttpResponse(engines["django"].from_string(text).render(context, request))


@public_page
def page(request):
    return drawn(request, PAGE)


@personal_fragment
def corner(request):
    return drawn(request, CORNER, check=WriteForm()["human"] if "checked" in request.GET else "")


@login_required(login_url="/page/")
def say(request):
    if "human" in request.POST:
        HumanCheckField().clean(request.POST["human"])
    if "笨" in request.POST["text"]:
        return HttpResponse("请换个说法。", status=422, content_type="text/plain; charset=utf-8")
    said.append(request.POST["text"])
    return HttpResponse(status=204)


def write(request):
    form = WriteForm(request.POST or None)
    if form.is_valid():
        said.append(form.cleaned_data["text"])
        return let_go(drawn(request, PAGE), "write")
    return drawn(request, WRITE, form=form)


def come_in(request):
    login(request, get_user_model().objects.get(), backend="django.contrib.auth.backends.ModelBackend")
    return drawn(request, PAGE)


def go_out(request):
    logout(request)
    return drawn(request, PAGE)


urlpatterns = [
    path("page/", page),
    path("corner/", corner),
    path("say/", say),
    path("write/", write),
    path("in/", come_in),
    path("out/", go_out),
    path("", include("portal.urls")),
]


@override_settings(ROOT_URLCONF="tests.journeys.test_personal")
class SmallSite(BrowserTestCase):
    def setUp(self):
        super().setUp()
        ensure_portal()
        CitizenFactory()
        said.clear()

    def box(self, page):
        return page.get_by_role("textbox", name="一句")


@pytest.mark.browser
class PersonalPartTests(SmallSite):
    def asked_of(self, page, address):
        """Return what `page` asks the server for while it opens an address."""
        asked = []
        page.on("request", lambda request: asked.append(request.url.removeprefix(self.live_server_url)))
        page.goto(address, wait_until="networkidle")
        return asked

    def corner(self):
        page = self.visit("/in/", width=390)
        expect(self.box(page)).to_be_visible()
        return page

    def test_a_visitor_asks_for_nothing(self):
        self.assertNotIn("/corner/?", self.asked_of(self.visit(), "/page/"))

    def test_after_the_sign_out_nothing_is_asked_for(self):
        page = self.corner()
        page.goto("/out/")
        self.assertNotIn("/corner/?", self.asked_of(page, "/page/"))

    def test_a_session_that_ended_elsewhere_is_asked_for_once(self):
        page = self.corner()
        page.context.clear_cookies(name="sessionid")
        self.assertIn("/corner/?", self.asked_of(page, "/page/"))
        self.assertNotIn("/corner/?", self.asked_of(page, "/page/"))
        expect(page.locator("[data-personal]")).to_be_hidden()

    def test_what_is_sent_leaves_the_page_and_the_focus_where_they_are(self):
        page = self.corner()
        self.box(page).fill("今晚修好了")
        page.get_by_role("button", name="发表").press("Enter")
        expect(page.locator("[data-says]")).to_have_text("说好了")
        self.assertEqual(said, ["今晚修好了"])
        self.assertEqual(page.evaluate("document.activeElement.name"), "go")
        expect(self.box(page)).to_have_value("")

    def test_what_is_refused_is_said_and_stays(self):
        page = self.corner()
        self.box(page).fill("真笨")
        page.get_by_role("button", name="发表").click()
        expect(page.locator("[data-complaint]")).to_have_text("请换个说法。")
        expect(self.box(page)).to_have_value("真笨")

    def test_a_session_that_ended_is_said_and_the_words_stay(self):
        page = self.corner()
        self.box(page).fill("写了很久")
        page.context.clear_cookies(name="sessionid")
        page.get_by_role("button", name="发表").click()
        expect(page.locator("[data-complaint]")).to_contain_text("您已退出登录")
        expect(self.box(page)).to_have_value("写了很久")
        self.assertEqual(said, [])

    def test_who_signed_in_again_in_another_tab_presses_once_more(self):
        page = self.corner()
        self.box(page).fill("写了很久")
        page.context.new_page().goto(f"{self.live_server_url}/in/")
        page.get_by_role("button", name="发表").click()
        expect(page.locator("[data-complaint]")).to_contain_text("您刚才重新登录了")
        expect(self.box(page)).to_have_value("写了很久")
        page.get_by_role("button", name="发表").click()
        expect(page.locator("[data-says]")).to_have_text("说好了")
        self.assertEqual(said, ["写了很久"])

    def test_a_new_check_takes_the_place_of_one_that_was_used(self):
        page = self.visit("/in/?checked")
        used = page.locator("[data-human-check]").get_attribute("data-human-check")
        self.box(page).fill("真笨")
        page.get_by_role("button", name="发表").click()
        expect(page.locator("[data-complaint]")).to_have_text("请换个说法。")
        page.wait_for_function(IS_ANOTHER, arg=used)
        self.box(page).fill("真好")
        page.get_by_role("button", name="发表").click()
        expect(page.locator("[data-says]")).to_have_text("说好了")
        self.assertEqual(said, ["真好"])

    def test_a_network_that_fails_takes_nothing(self):
        page = self.corner()
        self.box(page).fill("在电梯里写的")
        page.context.set_offline(True)
        page.get_by_role("button", name="发表").click()
        expect(page.locator("[data-complaint]")).to_contain_text("网络没有响应")
        page.context.set_offline(False)
        page.reload()
        expect(self.box(page)).to_have_value("在电梯里写的")

    def test_what_was_sent_does_not_come_back(self):
        page = self.corner()
        self.box(page).fill("说一次")
        page.get_by_role("button", name="发表").click()
        expect(self.box(page)).to_have_value("")
        page.reload()
        expect(self.box(page)).to_have_value("")


@pytest.mark.browser
class HumanCheckTests(SmallSite):
    def test_the_browser_does_the_work_and_the_form_waits_for_it(self):
        page = self.visit("/write/", width=390)
        self.box(page).fill("又一句")
        page.get_by_role("button", name="发表").click()
        expect(page.get_by_role("heading", name="路灯坏了")).to_be_visible()
        self.assertEqual(said, ["又一句"])
        page.goto("/write/")
        expect(self.box(page)).to_have_value("")

    def test_its_end_is_said(self):
        page = self.visit("/write/")
        expect(page.locator("[data-human-check] [role=status]")).to_have_text("校验完成，可以提交了。")
        expect(page.get_by_text("分钟后再提交")).to_be_hidden()

    def test_without_scripts_it_says_how_long_to_wait_and_keeps_the_words(self):
        page = self.visit("/write/", java_script_enabled=False)
        self.box(page).fill("没有脚本")
        page.get_by_role("button", name="发表").click()
        expect(page.get_by_text("12 分钟后再提交")).to_be_visible()
        expect(self.box(page)).to_have_value("没有脚本")
        self.assertEqual(said, [])

    def test_a_page_without_tls_works_too(self):
        page = self.visit("/write/")
        page.add_init_script("delete Crypto.prototype.subtle")
        page.reload()
        expect(page.locator("[data-human-check] [role=status]")).to_have_text("校验完成，可以提交了。")

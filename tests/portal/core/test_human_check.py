import json
import time
from base64 import b64encode
from html import unescape
from re import search

from altcha import Challenge, solve_challenge
from django import forms
from django.test import SimpleTestCase

from portal.core.human_check import HumanCheckField, add_human_check, new_challenge
from portal.core.throttling import Throttle, why_not_now


class AskForm(forms.Form):
    text = forms.CharField()


def answer_to(challenge):
    solution = solve_challenge(Challenge.from_dict(challenge))
    return encoded({"challenge": challenge, "solution": solution.to_dict()})


def encoded(answer):
    return b64encode(json.dumps(answer).encode()).decode()


def drawn_challenge(html):
    return json.loads(unescape(search('data-human-check="([^"]+)"', html)[1]))


class HumanCheckFieldTests(SimpleTestCase):
    def said(self, value):
        """Return the kind of refusal, or nothing."""
        try:
            HumanCheckField().clean(value)
        except forms.ValidationError as refused:
            return refused.code
        return ""

    def test_it_takes_the_answer_of_a_browser(self):
        form = AskForm({"text": "停水了吗"})
        form.fields["human"] = HumanCheckField()
        answer = answer_to(drawn_challenge(str(form["human"])))
        form = AskForm({"text": "停水了吗", "human": answer})
        form.fields["human"] = HumanCheckField()
        self.assertTrue(form.is_valid(), form.errors)

    def test_it_takes_an_answer_once(self):
        answer = answer_to(new_challenge(time.time()))
        self.assertEqual([self.said(answer), self.said(answer)], ["", "used"])

    def test_it_takes_no_answer_after_its_time(self):
        self.assertEqual(self.said(answer_to(new_challenge(time.time() - 4000))), "invalid")

    def test_it_takes_no_challenge_that_we_did_not_write(self):
        easy = new_challenge(time.time())
        easy["parameters"] |= {"keyPrefix": "", "cost": 1}
        self.assertEqual(self.said(answer_to(easy)), "invalid")
        later = new_challenge(time.time())
        later["parameters"]["expiresAt"] += 99999
        self.assertEqual(self.said(answer_to(later)), "invalid")

    def test_it_takes_no_number_that_was_guessed(self):
        guess = {"challenge": new_challenge(time.time()), "solution": {"counter": 1, "derivedKey": "00" * 32}}
        self.assertEqual(self.said(encoded(guess)), "invalid")

    def test_nonsense_is_no_error_of_ours(self):
        challenge = new_challenge(time.time())
        for nonsense in [
            "x",
            "é中",
            "A" * 5000,
            encoded([]),
            encoded({"challenge": [], "solution": 7}),
            encoded({"challenge": challenge, "solution": {"counter": 2**80, "derivedKey": "0"}}),
            encoded({"challenge": challenge, "solution": {"counter": "1", "derivedKey": None}}),
            encoded({"challenge": {"parameters": "x", "signature": 1}, "solution": {}}),
        ]:
            with self.subTest(nonsense[:40]):
                self.assertEqual(self.said(nonsense), "invalid")
        self.assertEqual(self.said(""), "required")

    def test_each_drawing_asks_something_new(self):
        field = HumanCheckField()
        one, two = (drawn_challenge(field.widget.render("human", "used")) for _ in range(2))
        self.assertNotEqual(one, two)

    def test_without_scripts_it_says_how_long_to_wait(self):
        html = HumanCheckField(minutes=12).widget.render("human", None)
        self.assertIn("12 分钟后再提交", html[html.index("data-without-script") :])


class AddHumanCheckTests(SimpleTestCase):
    throttle = Throttle("ask", "9/minute", "9/minute", human_after=1)
    somebody = {"person": None, "address": "192.0.2.7"}

    def fields(self):
        form = AskForm()
        add_human_check(form, self.throttle, **self.somebody)
        return list(form.fields)

    def test_only_whoever_tries_often_is_asked(self):
        self.assertEqual(self.fields(), ["text"])
        why_not_now(self.throttle, **self.somebody)
        self.assertEqual(self.fields(), ["text", "human"])

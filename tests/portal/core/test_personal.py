"""What is personal on a page that is the same for everyone."""

from django.contrib.auth import login, logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory, TestCase, override_settings
from django.urls import include, path, reverse

from portal.core.cache import personal_fragment
from portal.core.signed_in_mark import MARK
from tests.factories import UserFactory


@personal_fragment
def my_corner(request):
    return HttpResponse(f"您好，{request.user.email}")


def sign_in(request):
    login(request, UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
    return HttpResponse()


def sign_out(request):
    logout(request)
    return HttpResponse()


urlpatterns = [
    path("my/", my_corner),
    path("in/", sign_in),
    path("out/", sign_out),
    path("", include("portal.urls")),
]


class PersonalFragmentTests(TestCase):
    def answer(self, user, method="get"):
        request = getattr(RequestFactory(), method)("/my/")
        request.user = user
        return my_corner(request)

    def test_the_anonymous_are_told_nothing(self):
        answer = self.answer(AnonymousUser())
        self.assertEqual((answer.status_code, answer.content), (204, b""))

    def test_whoever_is_signed_in_sees_their_own(self):
        person = UserFactory()
        self.assertIn(person.email, self.answer(person).text)

    def test_nobody_keeps_it(self):
        for person in [AnonymousUser(), UserFactory()]:
            answer = self.answer(person)
            for word in ["no-store", "private"]:
                self.assertIn(word, answer["Cache-Control"])
            self.assertIn("Cookie", answer["Vary"])
            self.assertIn("noindex", answer["X-Robots-Tag"])

    def test_it_changes_nothing(self):
        self.assertEqual(self.answer(UserFactory(), "post").status_code, 405)


@override_settings(ROOT_URLCONF="tests.portal.core.test_personal")
class SignedInMarkTests(TestCase):
    def test_it_comes_with_the_sign_in_and_goes_with_the_sign_out(self):
        mark = self.client.get("/in/").cookies[MARK]
        self.assertEqual((mark.value, mark["samesite"], mark["httponly"]), ("1", "Lax", ""))
        self.assertEqual(self.client.get("/out/").cookies[MARK]["max-age"], 0)

    def test_it_comes_at_the_door_of_the_admin(self):
        person = UserFactory(is_superuser=True)
        person.set_password("wanlv-lake-2013")
        person.save()
        typed = {"username": person.email, "password": "wanlv-lake-2013"}
        self.assertIn(MARK, self.client.post(reverse("wagtailadmin_login"), typed).cookies)

    def test_other_answers_set_no_cookie(self):
        self.assertFalse(self.client.get("/").cookies)
        self.client.get("/in/")
        self.assertNotIn(MARK, self.client.get("/my/").cookies)

    def test_it_opens_nothing(self):
        self.client.cookies[MARK] = "1"
        self.assertEqual(self.client.get("/my/").status_code, 204)

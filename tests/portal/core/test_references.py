from django.apps import apps
from django.test import TestCase
from wagtail.models import ReferenceIndex

from tests.factories import ConcernFactory, MemberFactory, UnitFactory
from units.enums import Role


class ReferenceIndexTests(TestCase):
    def test_it_knows_nothing_of_what_citizens_say_and_do(self):
        for label in ["concerns", "interaction"]:
            for model in apps.get_app_config(label).get_models():
                with self.subTest(model):
                    self.assertFalse(ReferenceIndex.model_is_indexable(model))

    def test_a_page_does_not_say_how_many_private_questions_came_to_it(self):
        unit = UnitFactory()
        before = ReferenceIndex.get_references_to(unit).count()
        with self.captureOnCommitCallbacks(execute=True):
            concern = ConcernFactory(unit=unit)

        self.assertEqual(ReferenceIndex.get_references_to(unit).count(), before)
        self.client.force_login(MemberFactory(unit, Role.EDITOR))
        usage = self.client.get(f"/cms/pages/{unit.pk}/usage/")
        self.assertNotIn(concern.number, usage.content.decode())

from django.test import TestCase
from modelsearch.tests.test_backends import BackendTests

from tests.portal.core.search.contract.library import fill_library


class BackendContractTests(BackendTests, TestCase):
    """What modelsearch asks of every backend, nothing left out."""

    backend_path = "portal.core.search.backend"
    fixtures = []

    @classmethod
    def setUpTestData(cls):
        fill_library()

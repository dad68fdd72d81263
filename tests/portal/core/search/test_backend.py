import subprocess
import sys

from django.conf import settings
from django.test import SimpleTestCase


class BackendTests(SimpleTestCase):
    def test_the_backend_keeps_the_contract_of_modelsearch(self):
        """Its tests have models of their own and want an app that Wagtail replaces, hence a site of their own."""
        contract = "tests.portal.core.search.contract"
        run = subprocess.run(
            [
                sys.executable,
                "-m",
                "django",
                "test",
                contract,
                "-p",
                "contract.py",
                f"--settings={contract}.settings",
            ],
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            check=False,
        )

        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertNotIn("skipped", run.stderr)

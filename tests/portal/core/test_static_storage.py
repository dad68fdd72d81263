import shutil
import tempfile
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage
from django.test import SimpleTestCase

from portal.core.static_storage import BUNDLES, BundledStaticFilesStorage, join


class JoinTests(SimpleTestCase):
    def test_an_imported_file_takes_the_place_of_its_import(self):
        files = {
            "css/all.css": '@layer a;\n@import url("tokens.css");\n@import url("parts/card.css");\n',
            "css/tokens.css": "/* 颜色 */\n",
            "css/parts/card.css": ".card {}\n",
        }

        self.assertEqual(join("css/all.css", files.__getitem__), "@layer a;\n/* 颜色 */\n.card {}\n")

    def test_every_import_of_the_portal_names_a_file_and_every_component_is_imported(self):
        for bundle in BUNDLES:
            folder = Path(finders.find(bundle)).parent
            text = join(bundle, lambda name: Path(finders.find(name)).read_text())
            self.assertNotIn("@import", text)
            for component in (folder / "components").glob("*.css"):
                self.assertIn(f".{component.stem.replace('_', '-')}", text)


class CollectedTests(SimpleTestCase):
    def test_the_collected_stylesheet_imports_nothing(self):
        root = Path(finders.find(BUNDLES[0])).parents[2]
        source = FileSystemStorage(root)
        names = [str(file.relative_to(root)) for file in root.rglob("*.css")]
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(root, folder, dirs_exist_ok=True)
            paths = {name: (source, name) for name in names}
            storage = BundledStaticFilesStorage(location=folder, base_url="/static/")
            list(storage.post_process(paths))
            collected = (Path(folder) / storage.stored_name(BUNDLES[0])).read_text()

        self.assertNotIn("@import", collected)
        self.assertIn(".post-card", collected)

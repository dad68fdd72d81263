"""Puts the portal's stylesheets into one file when they are collected.

A stylesheet that imports others costs a visitor one request after the other. Developing, that is no matter and every
file stays what it is; collecting, the imported text takes the place of its import. No build step, nothing to install.
"""

import posixpath
import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

BUNDLES = ["portal/css/portal.css"]
IMPORT = re.compile(r'@import url\("([^"]+)"\);\n?')


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed, compressed static files, with the bundles joined first."""

    def post_process(self, paths, dry_run=False, **options):
        for name in BUNDLES:
            if name in paths and not dry_run:
                joined = join(name, lambda source: read(paths, source))
                self.delete(name)
                self.save(name, ContentFile(joined.encode()))
                paths = {**paths, name: (self, name)}
        yield from super().post_process(paths, dry_run, **options)


def join(name: str, read) -> str:
    """Return a stylesheet's text with the files it imports in place of the imports."""
    folder = posixpath.dirname(name)
    return IMPORT.sub(lambda found: read(posixpath.normpath(posixpath.join(folder, found[1]))), read(name))


def read(paths, name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as source:
        return source.read().decode()

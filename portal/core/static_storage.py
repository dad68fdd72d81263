"""Puts the portal's stylesheets into one file when they are collected.

A stylesheet that imports others costs a visitor one request after the other. Developing, that is no matter and every
file stays what it is; collecting, the imported text takes the place of its import. No build step, nothing to install.
"""

import posixpath
import re
from functools import partial

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

BUNDLES = ["portal/css/portal.css"]
IMPORT = re.compile(r'@import url\("([^"]+)"\);\n?')


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed, compressed static files, with the bundles joined first."""

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            paths = {**paths, **{name: self.bundle(name, paths) for name in BUNDLES if name in paths}}
        yield from super().post_process(paths, dry_run, **options)

    def bundle(self, name, paths):
        """Save a stylesheet with its imports joined; return where it now stands."""
        joined = join(name, partial(read, paths))
        self.delete(name)
        self.save(name, ContentFile(joined.encode()))
        return self, name


def join(name: str, read) -> str:
    """Return a stylesheet's text with the files it imports in place of the imports."""
    folder = posixpath.dirname(name)
    return IMPORT.sub(lambda found: read(posixpath.normpath(posixpath.join(folder, found[1]))), read(name))


def read(paths, name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as source:
        return source.read().decode()

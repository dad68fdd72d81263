import socket

import pytest
from django.conf import settings
from django.core.cache import cache

from portal.core.throttling import forget_counts


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet():
    forget_counts()


@pytest.fixture(autouse=True)
def _media_of_its_own(tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_ROOT = tmp_path / "private"


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """Tests talk to this machine only."""
    connect = socket.socket.connect

    def connect_locally(self, address):
        host = address[0] if isinstance(address, tuple) else "localhost"
        if host not in ("localhost", "127.0.0.1", "::1"):
            raise OSError(f"The tests may not reach {host}.")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_locally)

"""Django's live server, which a test can wait for.

A browser that is shut leaves questions behind: a preview, a picture, the next round of a page that asks again and
again. The server still answers them, and what it reads must not be taken away meanwhile.
"""

import threading

from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import LiveServerThread


class CountingServer(ThreadedWSGIServer):
    """Knows how many connections are open. Each has a thread of its own, and that thread its own database."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.connections = 0
        self.changed = threading.Condition()

    def process_request(self, request, client_address):
        self.count(1)
        super().process_request(request, client_address)

    def process_request_thread(self, request, client_address):
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.count(-1)

    def count(self, more: int):
        with self.changed:
            self.connections += more
            self.changed.notify_all()

    def is_quiet(self, seconds: float) -> bool:
        """Wait until nobody is connected any more. Return whether that came in time."""
        with self.changed:
            return self.changed.wait_for(lambda: not self.connections, timeout=seconds)


class CountingServerThread(LiveServerThread):
    server_class = CountingServer

"""A site of the outside that gives feeds, good and bad."""

import gzip
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from django.test import TestCase

from tests.factories.opinion import SourceFactory

RSS = """<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>槎城论坛</title>
<item><title>源城区又停水了</title><link>https://bbs.example/1</link><guid>1</guid>
<description>&lt;b&gt;两天&lt;/b&gt;了</description><pubDate>Tue, 24 Nov 2026 18:00:00 +0800</pubDate></item>
<item><title>万绿湖门票涨价</title><link>https://bbs.example/2</link></item></channel></rss>"""


class Handler(BaseHTTPRequestHandler):
    seen = []

    def do_GET(self):
        type(self).seen.append(dict(self.headers))
        getattr(self, self.path.strip("/").partition("?")[0])()

    def answer(self, content, kind="application/rss+xml", status=200, **headers):
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": len(content), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def rss(self):
        if self.headers.get("If-None-Match") == '"1"':
            return self.answer(b"", status=304)
        return self.answer(RSS.format(encoding="utf-8").encode(), ETag='"1"')

    def page(self):
        self.answer("<!DOCTYPE html><html><body>论坛</body></html>".encode(), "text/html")

    def error(self):
        self.answer(b"", status=503)

    def gone(self):
        self.answer(b"", status=410)

    def marked(self):
        self.answer(
            RSS.format(encoding="utf-8").encode(), ETag="\x01", Last_Modified="晚".encode().decode("latin-1")
        )

    def loop(self):
        self.answer(b"", status=302, Location="/loop")

    def once(self):
        self.answer(b"", status=301, Location="/rss")

    def inside(self):
        self.answer(b"", status=302, Location="http://169.254.169.254/latest/meta-data")

    def file(self):
        self.answer(b"", status=302, Location="file:///etc/passwd")

    def packed(self):
        self.answer(gzip.compress(RSS.format(encoding="utf-8").encode()), Content_Encoding="gzip")

    def gzip_bomb(self):
        self.answer(gzip.compress(b" " * 50 * 1024 * 1024), Content_Encoding="gzip")

    def large(self):
        self.send_response(200)
        self.end_headers()
        try:
            for _megabyte in range(500):
                self.wfile.write(b" " * 1024 * 1024)
        except OSError:
            type(self).seen.append("cut")

    def drip(self):
        self.send_response(200)
        self.end_headers()
        self.drop_by_drop()

    def drip_headers(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        self.drop_by_drop()

    def drop_by_drop(self):
        try:
            for _drop in range(100):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            return

    def log_message(self, *arguments):
        pass


class ServedCase(TestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        cls.base = f"http://127.0.0.1:{cls.server.server_port}"
        Thread(target=cls.server.serve_forever, args=[0.05], daemon=True).start()
        cls.addClassCleanup(cls.server.server_close)
        cls.addClassCleanup(cls.server.shutdown)

    def setUp(self):
        Handler.seen = []

    def source(self, path, **fields):
        return SourceFactory(address=f"{self.base}/{path}", **fields)

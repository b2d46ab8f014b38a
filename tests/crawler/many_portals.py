"""Portals on loopback addresses, any number of them on any hosts, that note when each host was asked."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.crawler.tiny_portal import article, listing

PORTAL = """
id = "{id}"
name = "Portal {id}"
home = "http://{host}:{port}/{id}/"
start = ["/{id}/"]
[urls]
article = '^/{id}/bai-'
[politeness]
delay = {delay}
concurrency = 1
[network]
allow_private = true
"""
ARTICLES = 4


class Server(ThreadingHTTPServer):
    """A server on one loopback address; all of them note in one place when each host was asked."""

    daemon_threads = True

    def __init__(self, host: str, asked: dict[str, list[float]]) -> None:
        self.host, self.asked = host, asked
        super().__init__((host, 0), Handler)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self.server.asked[self.server.host].append(time.monotonic())
        portal, _, page = self.path.strip("/").partition("/")
        if page:
            body, status = article(f"Bài viết {page} của {portal}").body, 200
        elif portal == "robots.txt":
            body, status = b"", 404
        else:
            body, status = listing(*(f"/{portal}/bai-{number}" for number in range(ARTICLES))).body, 200
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def many_portals(folder: Path, hosts: list[str], delay: float) -> Iterator[dict[str, list[float]]]:
    """Serves portals p0, p1, … on these hosts and writes their files into `folder`; host -> when it was asked."""
    asked: dict[str, list[float]] = defaultdict(list)
    servers = {host: Server(host, asked) for host in set(hosts)}
    folder.mkdir()
    for number, host in enumerate(hosts):
        text = PORTAL.format(id=f"p{number}", host=host, port=servers[host].server_port, delay=delay)
        (folder / f"p{number}.toml").write_text(text, encoding="utf-8")
    for server in servers.values():
        threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield asked
    finally:
        for server in servers.values():
            server.shutdown()
            server.server_close()

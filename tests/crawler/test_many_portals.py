"""Many portals in one process, each at its own pace; a host that two of them share is asked at one pace."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import threading
import time
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

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


@pytest.mark.parametrize(
    ("hosts", "delay"),
    [
        pytest.param(["127.0.0.7"] * 3, 0.2, id="three portals share a host"),
        pytest.param([f"127.0.1.{number}" for number in range(1, 13)], 0.3, id="twelve portals, twelve hosts"),
    ],
)
def test_the_gap_between_two_requests_to_a_host_is_kept(tmp_path: Path, hosts: list[str], delay: float) -> None:
    asked: dict[str, list[float]] = defaultdict(list)
    servers = {host: Server(host, asked) for host in set(hosts)}
    portals = tmp_path / "portals"
    portals.mkdir()
    for number, host in enumerate(hosts):
        text = PORTAL.format(id=f"p{number}", host=host, port=servers[host].server_port, delay=delay)
        (portals / f"p{number}.toml").write_text(text, encoding="utf-8")
    for server in servers.values():
        threading.Thread(target=server.serve_forever, daemon=True).start()
    done = subprocess.run(
        [sys.executable, "-m", "cli", "crawl", "--json", "--portals", str(portals), "--data", str(tmp_path / "data")],
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    for server in servers.values():
        server.shutdown()
        server.server_close()
    assert done.returncode == 0, done.stderr
    summaries = [json.loads(line) for line in done.stdout.splitlines()]
    assert [summary["new"] for summary in summaries] == [ARTICLES] * len(hosts)
    for times in asked.values():
        gaps = [after - before for before, after in itertools.pairwise(sorted(times))]
        assert min(gaps) >= delay

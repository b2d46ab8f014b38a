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
    """One server on all loopback addresses, so each portal can have a host of its own; notes when each was asked."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        self.asked: dict[str, list[float]] = defaultdict(list)
        super().__init__(("0.0.0.0", 0), Handler)  # noqa: S104  (only 127.0.0.0/8 is ever asked)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        host = self.headers["Host"].partition(":")[0]
        self.server.asked[host].append(time.monotonic())
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
    server = Server()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    portals = tmp_path / "portals"
    portals.mkdir()
    for number, host in enumerate(hosts):
        text = PORTAL.format(id=f"p{number}", host=host, port=server.server_port, delay=delay)
        (portals / f"p{number}.toml").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "cli", "crawl", "--json", "--portals", str(portals), "--data", str(tmp_path / "data")],
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    server.shutdown()
    server.server_close()
    assert done.returncode == 0, done.stderr
    summaries = [json.loads(line) for line in done.stdout.splitlines()]
    assert [summary["new"] for summary in summaries] == [ARTICLES] * len(hosts)
    for asked in server.asked.values():
        gaps = [after - before for before, after in itertools.pairwise(sorted(asked))]
        assert min(gaps) >= delay

"""Cookies: where a portal file asks for them, to that portal only and for one crawl; nowhere else at all."""

from __future__ import annotations

import itertools
import json
import os
import threading
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from archive import Archive
from tests.crawler.tiny_portal import PORTAL_FILE, article, listing
from tests.forked import govnews


class Gated(ThreadingHTTPServer):
    """Answers with an article only to whom brings the cookie that it set last; all others it sends to the same page."""

    def __init__(self, name: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.name = name
        self.given = (f"{name}-{number}" for number in itertools.count(1))
        self.cookies: list[tuple[str, str | None]] = []  # path, what came with it

    def brought(self) -> set[str | None]:
        """What came in the Cookie header so far."""
        return {cookie for _, cookie in self.cookies}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Gated

    def do_GET(self) -> None:
        brought = self.headers.get("Cookie")
        self.server.cookies.append((self.path, brought))
        pages = {"/": listing("/bai-1"), "/bai-1": article(f"Bài của {self.server.name}")}
        page = pages.get(self.path)
        gated = self.path == "/bai-1" and not (brought or "").startswith("phien=")
        self.send_response(404 if page is None else 302 if gated else 200)
        if gated:
            self.send_header("Set-Cookie", f"phien={next(self.server.given)}; Path=/; HttpOnly; Max-Age=86400")
            self.send_header("Location", self.path)
        body = b"" if page is None or gated else page.body
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def crawl(folder: Path) -> dict[str, dict[str, Any]]:
    places = ["--data", str(folder / "data"), "--portals", str(folder / "portals")]
    # Where the list of public suffixes would be kept, had anything got it.
    environment = {**os.environ, "TLDEXTRACT_CACHE": str(folder / "suffixes")}
    done = govnews("crawl", *places, "--full", "--json", env=environment)
    assert "Traceback" not in done.stderr, done.stderr
    return {summary["portal"]: summary for summary in map(json.loads, done.stdout.splitlines())}


def test_cookies_go_to_the_portal_that_set_them_and_where_its_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "portals").mkdir()
    servers = {name: Gated(name) for name in ("first", "second", "without")}
    with ExitStack() as running:
        for name, server in servers.items():
            running.callback(server.server_close)
            running.callback(server.shutdown)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            text = PORTAL_FILE.format(home=f"http://127.0.0.1:{server.server_port}/", delay=0, concurrency=1)
            text = text.replace('"tiny"', f'"{name}"') + ("" if name == "without" else "cookies = true\n")
            (tmp_path / "portals" / f"{name}.toml").write_text(text, encoding="utf-8")
        once = crawl(tmp_path)
        for name in ("first", "second"):  # one host, to which a shared jar would send both
            assert servers[name].brought() == {None, f"phien={name}-1"}
            servers[name].cookies.clear()
        again = crawl(tmp_path)
    assert [(once[name]["new"], again[name]["unchanged"]) for name in ("first", "second")] == [(1, 1), (1, 1)]
    for name in ("first", "second"):
        assert servers[name].brought() == {None, f"phien={name}-2"}, "what was set in the first crawl is forgotten"
    assert servers["without"].brought() == {None}
    assert (once["without"]["new"], once["without"]["rejected"]) == (0, 1)
    assert not (tmp_path / "suffixes").exists()
    with Archive.open(tmp_path / "data") as archive:
        assert {found.title for found in archive.articles()} == {"Bài của first", "Bài của second"}

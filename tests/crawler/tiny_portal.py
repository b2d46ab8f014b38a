"""A portal that a test writes page by page."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

PORTAL_FILE = """
id = "tiny"
name = "Tiny"
home = "{home}"
[urls]
article = '^/bai-'
listing = '^/\\?page='
[politeness]
delay = {delay}
concurrency = {concurrency}
[network]
allow_private = true
"""
TEXT = "Ủy ban nhân dân huyện tổ chức hội nghị tổng kết công tác năm, có sự tham dự của đại biểu các xã. "


class Answer(NamedTuple):
    """What a page answers."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


Page = Answer | Callable[[], Answer]


def listing(*links: str) -> Answer:
    """A listing page."""
    items = "".join(f'<li><a href="{link}">Tin {number}</a></li>' for number, link in enumerate(links))
    return Answer(f"<html><body><ul>{items}</ul></body></html>".encode())


def article(title: str) -> Answer:
    """A page that is an article beyond doubt."""
    paragraphs = "".join(f"<p>{TEXT * 3}</p>" for _ in range(4))
    return Answer(
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>12/05/2024</p>{paragraphs}</body></html>".encode()
    )


class TinyPortal:
    """Serves `pages` (by path and query) on a loopback address and notes what is asked for."""

    def __init__(self, pages: dict[str, Page], *, host: str = "127.0.0.1") -> None:
        self.pages = pages
        self.asked: list[str] = []  # paths; those of a POST begin with the word
        self.posted: list[bytes] = []
        self._server = ThreadingHTTPServer((host, 0), self._handler())
        self.home = f"http://{host}:{self._server.server_port}/"

    def portal_file(
        self, folder: Path, *, name: str = "tiny", delay: float = 0, concurrency: int = 8, more: str = ""
    ) -> Path:
        """Writes the portal file into a folder, and returns the folder."""
        folder.mkdir(exist_ok=True)
        text = PORTAL_FILE.format(home=self.home, delay=delay, concurrency=concurrency) + more
        text = text.replace('id = "tiny"', f'id = "{name}"')
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
        return folder

    @contextmanager
    def serving(self) -> Iterator[TinyPortal]:
        """Serves until the block ends."""
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        portal = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                portal.asked.append(self.path)
                page = portal.pages.get(self.path, Answer(b"not here", 404))
                answer = page() if callable(page) else page
                tag = dict(answer.headers).get("ETag")
                if tag is not None and self.headers.get("If-None-Match") == tag:
                    answer = Answer(b"", 304, answer.headers)
                self.send_response(answer.status)
                headers = dict(answer.headers)
                headers.setdefault("Content-Type", "text/html; charset=utf-8")
                headers["Content-Length"] = str(len(answer.body))
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                with suppress(ConnectionError):  # a crawler hangs up on what is too large
                    self.wfile.write(answer.body)

            def do_POST(self) -> None:
                portal.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
                self.path = f"POST {self.path}"
                self.do_GET()

            def log_message(self, *_: object) -> None:
                pass

        return Handler

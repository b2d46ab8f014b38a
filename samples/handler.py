"""Answers one request to a sample portal: pages, forms that are posted back, and what only tests ask for."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from samples.article import HERE
from samples.listings import categories, category_page, listing_path
from samples.page import Page, html_page
from samples.plan import POSTBACK_CATEGORY
from samples.postback import StaleViewState
from samples.site import page_at
from samples.states import is_state

if TYPE_CHECKING:
    from samples.server import PortalServer

_CONTROL = "/__samples__/"
_KEPT_HEADERS = ("accept", "accept-encoding", "if-none-match", "if-modified-since", "cookie", "referer", "range")
_CHUNK = b"%" * 65536


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: PortalServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # headers and body would wait for each other 40 ms
    wbufsize = -1

    def do_GET(self) -> None:
        """Any page."""
        if self.path.startswith(_CONTROL):
            self._control()
            return
        page = page_at(self.server.portal, self.server.samples.state, self.path)
        if page.cookie and page.cookie not in self.headers.get("cookie", ""):
            page = Page(b"", 302, headers={"Location": self.path, "Set-Cookie": f"{page.cookie}; Path=/"})
        self._answer(page)

    do_HEAD = do_GET

    def do_POST(self) -> None:
        """A pager that posts back; everything else is not allowed."""
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        portal, state = self.server.portal, self.server.samples.state
        category = POSTBACK_CATEGORY[portal]
        if not category or urlsplit(self.path).path != listing_path(portal, category):
            self._answer(html_page("<p>405</p>", status=405))
            return
        form = parse_qs(body.decode("ascii", "replace"), keep_blank_values=True)
        try:
            number = self.server.view_states.redeem(category, len(categories(portal, state)[category]), form)
        except StaleViewState as error:
            self._answer(
                html_page(
                    f"<title>Runtime Error</title><h1>Server Error in '/' Application.</h1><p>{error}</p>", status=500
                )
            )
            return
        page = category_page(portal, state, category, number)
        assert page is not None, number
        self._answer(page)

    def _answer(self, page: Page) -> None:
        status = 304 if self._has_it(page) else page.status
        kept = {name: self.headers[name] for name in _KEPT_HEADERS if name in self.headers}
        now = datetime.now(HERE)
        at = now.astimezone(UTC).isoformat(timespec="milliseconds")
        agent = self.headers.get("user-agent", "")
        earlier, served = self.server.count(self.command, self.path, at, status, agent, kept)
        issued = self.server.view_states.issue(*page.form) if page.form else ("", "")
        home = self.server.samples.home(self.server.portal)
        body = b"" if status == 304 else page.sent(now, earlier, served, home, issued)
        self._send(status, page.content_type, body, {**page.headers, **page.validators}, page.streamed)

    def _has_it(self, page: Page) -> bool:
        """RFC 9110 §13: If-None-Match decides alone where it is sent."""
        if not page.validators:
            return False
        if "if-none-match" in self.headers:
            return page.validators["ETag"] in re.findall(r'(?:W/)?"[^"]*"', self.headers["if-none-match"])
        return self.headers.get("if-modified-since") == page.validators["Last-Modified"]

    def _control(self) -> None:
        """What only tests ask for: `state?to=second`, `requests`, `reset`."""
        parts = urlsplit(self.path)
        samples = self.server.samples
        match parts.path.removeprefix(_CONTROL):
            case "state":
                to = parse_qs(parts.query).get("to", [""])[0]
                if is_state(to):
                    samples.use_state(to)
                    self._answer_json({"state": to})
                else:
                    self._answer_json({"error": f"state {to!r}: allowed are first, second"}, 400)
            case "requests":
                self._answer_json([asdict(seen) for seen in samples.requests(self.server.portal)])
            case "reset":
                samples.reset()
                self._answer_json({"state": samples.state})
            case other:
                self._answer_json({"error": f"no {other!r} here: state, requests, reset"}, 404)

    def _answer_json(self, answer: object, status: int = 200) -> None:
        self._send(status, "application/json", json.dumps(answer, ensure_ascii=False).encode(), {})

    def _send(self, status: int, content_type: str, body: bytes, headers: Mapping[str, str], streamed: int = 0) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if streamed:
            self.send_header("Transfer-Encoding", "chunked")
        if status != 304:
            self.send_header("Content-Type", content_type)
        if status != 304 and not streamed:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "HEAD":
            return
        if streamed:
            self._stream(body, streamed)
        else:
            self.wfile.write(body)

    def _stream(self, head: bytes, length: int) -> None:
        """A long file that is never in memory as a whole, and does not say how long it is."""
        sent = 0
        while sent < length:
            chunk = head if not sent else _CHUNK[: length - sent]
            self.wfile.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
            sent += len(chunk)
        self.wfile.write(b"0\r\n\r\n")

    def version_string(self) -> str:
        """The Server header."""
        return "govnews-samples"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (http.server's name)
        """Nothing: the requests are in `SampleServer.requests`."""

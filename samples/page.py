"""What a sample portal answers to one address, made ready once, and the parts that differ at every request."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

from samples.article import SampleArticle

__all__ = [
    "CLOCK",
    "EVENT_VALIDATION",
    "HOME",
    "ISO_DAY",
    "ONLINE",
    "TODAY",
    "VIEWS",
    "VIEW_STATE",
    "VISITORS",
    "Page",
    "escape",
    "html_page",
    "in_words",
    "linked",
    "windows_1258",
]

# Tokens in a rendered page, replaced when it is sent. No text contains their control character.
VIEWS, VISITORS, ONLINE, TODAY, CLOCK, HOME, ISO_DAY, VIEW_STATE, EVENT_VALIDATION = (
    f"\x01{name}\x01"
    for name in ("views", "visitors", "online", "today", "clock", "home", "iso-day", "view-state", "event-validation")
)


@dataclass(frozen=True, slots=True)
class Page:
    """One answer. `validators` are sent with it, and asked for in a conditional request.

    `encoded` makes of the UTF-8 text, after its tokens were replaced, what is sent. A page with a `cookie` redirects to
    itself until it gets that one. `streamed` is the length in bytes of a file that is made while it is sent. `form` is
    (category, page number) of a listing whose pager posts back.
    """

    body: bytes
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    validators: Mapping[str, str] = field(default_factory=dict)
    views: int = 0  # where the view counter starts
    encoded: Callable[[bytes], bytes] | None = None
    cookie: str = ""
    streamed: int = 0
    form: tuple[str, int] | None = None

    def sent(
        self,
        now: datetime,
        earlier_requests: int,
        served: int,
        home: str = "",
        view_state: tuple[str, str] = ("", ""),
    ) -> bytes:
        """The body with clock, counters and form state, encoded.

        `earlier_requests` were to this page, `served` to the whole portal, which is at `home`. `view_state` holds
        `__VIEWSTATE` and `__EVENTVALIDATION`.
        """
        values = {
            VIEWS: str(self.views + earlier_requests),
            VISITORS: str(1806409 + served),
            ONLINE: str(87 + served * 37 % 1118),
            TODAY: in_words(now),
            CLOCK: f"{now:%H:%M:%S}",
            HOME: home.rstrip("/"),
            ISO_DAY: f"{now:%Y-%m-%d}",
            VIEW_STATE: view_state[0],
            EVENT_VALIDATION: view_state[1],
        }
        body = self.body
        if b"\x01" in body:
            for token, value in values.items():
                body = body.replace(token.encode(), value.encode())
        return self.encoded(body) if self.encoded else body


def html_page(text: str, *, status: int = 200, validators_since: datetime | None = None, views: int = 0) -> Page:
    """A page of HTML. With `validators_since` it has that date and an ETag, which covers all but clock and counters."""
    body = text.encode()
    validators = {}
    if validators_since is not None:
        validators = {
            "ETag": f'W/"{hashlib.sha256(body).hexdigest()[:20]}"',
            "Last-Modified": _http_date(validators_since),
        }
    return Page(body, status, validators=validators, views=views)


def linked(article: SampleArticle, text: str) -> str:
    """A paragraph as HTML, with the links that stand in it."""
    made = escape(text, quote=False)
    for link in article.inline_links:
        title = escape(link.title, quote=False)
        made = made.replace(title, f'<a href="{escape(link.path)}">{title}</a>')
    return made


def in_words(moment: datetime) -> str:
    """`Chủ nhật, ngày 2 tháng 3 năm 2025`: how portals print today's date in their header."""
    weekday = "Chủ nhật" if moment.weekday() == 6 else f"Thứ {moment.weekday() + 2}"
    return f"{weekday}, ngày {moment.day} tháng {moment.month} năm {moment.year}"


def windows_1258(utf8: bytes) -> bytes:
    """Text in windows-1258, which has most Vietnamese letters only as a letter and a tone mark behind it."""
    sent = bytearray()
    for character in utf8.decode():
        try:
            sent += character.encode("cp1258")
        except UnicodeEncodeError:
            marks = unicodedata.normalize("NFD", character)
            tone = next(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
            letter = unicodedata.normalize("NFC", marks.replace(tone, ""))
            sent += (letter + tone).encode("cp1258")
    return bytes(sent)


def _http_date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)

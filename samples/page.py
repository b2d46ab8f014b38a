"""What a sample portal answers to one address, made ready once, and the parts that differ at every request."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

__all__ = ["CLOCK", "ONLINE", "TODAY", "VIEWS", "VISITORS", "Page", "escape", "html_page", "in_words"]

# Tokens in a rendered page, replaced when it is sent. No text contains their control character.
VIEWS, VISITORS, ONLINE, TODAY, CLOCK = (
    f"\x01{name}\x01" for name in ("views", "visitors", "online", "today", "clock")
)


@dataclass(frozen=True, slots=True)
class Page:
    """One answer. `validators` are sent with it, and asked for in a conditional request."""

    body: bytes
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    validators: Mapping[str, str] = field(default_factory=dict)
    views: int = 0  # where the view counter starts

    def sent(self, now: datetime, earlier_requests: int, served: int) -> bytes:
        """The body with clock and counters. `served` counts the earlier requests to the whole portal."""
        if b"\x01" not in self.body:
            return self.body
        values = {
            VIEWS: str(self.views + earlier_requests),
            VISITORS: str(1806409 + served),
            ONLINE: str(87 + served * 37 % 1118),
            TODAY: in_words(now),
            CLOCK: f"{now:%H:%M:%S}",
        }
        body = self.body
        for token, value in values.items():
            body = body.replace(token.encode(), value.encode())
        return body


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


def in_words(moment: datetime) -> str:
    """`Chủ nhật, ngày 2 tháng 3 năm 2025`: how portals print today's date in their header."""
    weekday = "Chủ nhật" if moment.weekday() == 6 else f"Thứ {moment.weekday() + 2}"
    return f"{weekday}, ngày {moment.day} tháng {moment.month} năm {moment.year}"


def _http_date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)

"""What a server says with Retry-After (RFC 9110 §10.2.3)."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy.http import Response

# The answers with which it means that the host is to be left in peace. With a redirect it means something else.
_STATUSES = {429, 503}


def seconds_to_wait(response: Response, now: datetime | None = None) -> float | None:
    """Seconds that the server asks to be left in peace; None where it asks for nothing that can be read."""
    value = response.headers.get(b"Retry-After")
    if response.status not in _STATUSES or value is None:
        return None
    text = value.decode("latin-1").strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - (now or datetime.now(UTC))).total_seconds())

"""Feeds: RSS and Atom, in any encoding, and the wrong ones that portals serve."""

from __future__ import annotations

import calendar
import io
from datetime import UTC, datetime
from typing import Any

from pipelines.page_links import Link
from portals import Portal
from portals.url_identity import join

# Entries read of one feed; a feed is the newest of a portal, not all of it.
MAX_ENTRIES = 2000


class FeedError(ValueError):
    """What answered at a feed's address is no feed; the message says what it is."""


def feed_links(body: bytes, url: str, portal: Portal, content_type: str | None = None) -> list[Link]:
    """The articles that a feed names, in its order, with the title and the time it gives them.

    Raises FeedError where the bytes are no feed. External entities are never fetched and internal ones not expanded.
    """
    import feedparser  # 0.15 s, and only portals with feeds need it

    if b"<!ENTITY" in body[:100_000]:
        raise FeedError("the feed declares entities of its own, which no feed needs")
    headers = {"content-type": content_type or "", "content-location": url}
    # A stream, never the bytes: what looks like a path or a URL, feedparser would open.
    parsed: Any = feedparser.parse(
        io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if not parsed.entries and not parsed.get("version"):
        raise FeedError(f"neither RSS nor Atom ({parsed.get('bozo_exception') or content_type or 'no content type'})")
    links: dict[str, Link] = {}
    for entry in parsed.entries[:MAX_ENTRIES]:
        canonical = portal.canonical(join(url, str(entry.get("link") or "")))
        if portal.kind_of(canonical) == "article":
            title = " ".join(str(entry.get("title") or "").split())
            links.setdefault(canonical, Link(canonical, "article", title, _published(entry, portal)))
    return list(links.values())


def _published(entry: Any, portal: Portal) -> str | None:
    """ISO 8601 in the portal's zone, where the entry gives a time with an offset; feedparser has it in UTC."""
    parsed = entry.get("published_parsed")
    if parsed is None:
        return None
    try:
        moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment.astimezone(portal.zone).isoformat()

"""Feeds: RSS and Atom, in any encoding, and the wrong ones that portals serve."""

from __future__ import annotations

import io
from typing import Any

from pipelines.extraction.wording.moments import find_moments
from pipelines.extraction.wording.words import words_of
from pipelines.page_links import Link
from portals import Portal
from portals.url_identity import join

# Entries read of one feed; a feed is the newest of a portal, not all of it.
MAX_ENTRIES = 2000
_RFC_822 = "en"  # the language of its months; which of two numbers is the month it leaves open
_TOO_MANY = 3  # entries that are all of one moment: that is when the feed was made
_LONGEST_DATE = 100  # characters


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
    dates = [link.published for link in links.values() if link.published]
    if len(dates) >= _TOO_MANY and len(set(dates)) == 1:
        return [link._replace(published=None) for link in links.values()]
    return list(links.values())


def _published(entry: Any, portal: Portal) -> str | None:
    """ISO 8601 in the portal's zone; None where the entry states no date, or one that can be read two ways.

    Read from what is written: feedparser takes a time without a zone, and a day, for one in UTC, and knows neither
    `GMT+7` nor `25/12/2024 08:00`. Programs write it, so days and months are in no order of the portal's language.
    """
    moments = find_moments(str(entry.get("published") or "")[:_LONGEST_DATE], words_of(_RFC_822))
    return moments[0].iso(portal.zone) if len(moments) == 1 else None

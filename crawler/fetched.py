"""Pages as they are fetched for a person. Apart from what fetches them: a file is read without Scrapy, and sooner."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit


class FetchedPage(NamedTuple):
    """A page as it came (content-encoding undone). `url` is where redirects led."""

    url: str
    body: bytes
    content_type: str | None
    fetched_at: datetime


def is_address(source: str) -> bool:
    """Whether this is an http address, and so no file."""
    try:
        parts = urlsplit(source)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)

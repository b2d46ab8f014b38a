"""Which pages of a listing belong together, by their addresses alone."""

from __future__ import annotations

import re
from typing import NamedTuple

# `?page=2`, `?paged=2`, `?trang=2`, `?p=2`; `/page/2/`, `/trang-2/`. Source: FACTS §1 and the portals met so far.
_QUERY = re.compile(r"(?<=[?&])(?:page|paged|trang|p|pageindex|currentpage)=(\d{1,6})(?:&|$)", re.IGNORECASE)
_PATH = re.compile(r"/(?:page|trang)[/-](\d{1,6})(?=/|$|\?)", re.IGNORECASE)


class PageOfListing(NamedTuple):
    """A listing, named by its address without the page number, and the number (the first page is 1)."""

    listing: str
    number: int


def page_of_listing(url: str) -> PageOfListing:
    """The listing and page number of a canonical listing URL; a URL that names no page is page 1."""
    for pattern in (_QUERY, _PATH):
        found = pattern.search(url)
        if found:
            listing = (url[: found.start()] + url[found.end() :]).rstrip("?&")
            return PageOfListing(listing, max(1, int(found[1])))
    return PageOfListing(url, 1)

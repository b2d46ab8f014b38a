"""Which pages of a listing belong together, by their addresses alone."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

# `?page=2`, `?trang=2`, `?p=2`, Liferay's `…_cur=2`; and those that count articles, as Joomla's `?start=20`.
# Source: FACTS §1, the manuals of these systems and the portals met so far.
_QUERY = re.compile(
    r"(?<=[?&])(?:page|paged|pg|pn|p|page_?(?:no|num|number|index)|c(?:ur|urrent)?page|(?:\w+_)?cur|trang|trang_?so"
    r"|start|limitstart|offset|skip)=(\d{1,6})(?:&|$)",
    re.IGNORECASE,
)
# `/page/2/`, `/trang-2`, `/page2.html`. Not `/p2`, which is a ward (`phường`).
_PATH = re.compile(r"/(?:page|trang|pageindex)[/-]?(\d{1,6})(?=(?:\.\w{2,5})?(?:/?$|/?\?)|/)", re.IGNORECASE)
# What the first page has at its end and the others not, or the other way round.
_END = re.compile(r"(?:/(?:index|default|home))?(?:\.(?:html?|aspx?|php|jsp))?/?(?=\?|$)", re.IGNORECASE)


class PageOfListing(NamedTuple):
    """A listing, named by its address without the page number and the end, and the number (the first page is 1).

    Where a portal counts articles, the number is that of the first on the page: the further, the greater.
    """

    listing: str
    number: int


@functools.lru_cache(maxsize=4096)
def page_of_listing(url: str) -> PageOfListing:
    """The listing and page number of a canonical listing URL; a URL that names no page is page 1."""
    for pattern in (_QUERY, _PATH):
        found = pattern.search(url)
        if found:
            listing = (url[: found.start()] + url[found.end() :]).rstrip("?&")
            return PageOfListing(_named(listing), max(1, int(found[1])))
    return PageOfListing(_named(url), 1)


def _named(listing: str) -> str:
    return _END.sub("", listing, count=1)

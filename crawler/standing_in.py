"""Whether what answered 200 is the portal's own, or something that stands before it or in its place.

Asked of what is not read as an article: listings, feeds, files, robots.txt. Bot gates, forms to log in and parked
domains answer 200 to all of those too, and a crawl that took them for the portal would call itself complete.
"""

from __future__ import annotations

from collections.abc import Set

from scrapy.http import Response

from archive.model import Rejection, RejectionReason
from pipelines.extraction import extract, parked
from pipelines.page_links import page_links
from portals import Portal

# A page with so many links is a site's: a gate has no menu.
_MENU = 5


def stands_in(response: Response, portal: Portal) -> Rejection | None:
    """The rejection of a gate, a parked domain, a form to log in or a page without text."""
    return _rejection(response, portal, {"blocked", "login", "empty"})


def of_site(response: Response, portal: Portal) -> Rejection | None:
    """The same for a page that has links into the portal: its own may have a form to log in beside its menu."""
    return _rejection(response, portal, {"blocked"})


def of_file(response: Response, portal: Portal) -> Rejection | None:
    """The same for what answers as a file; and of a page that says that it is not there, or is the portal's own."""
    found = _rejection(response, portal, {"blocked", "login", "empty", "missing"})
    if found is None and len(page_links(response.body, response.url, portal, content_type(response)).links) >= _MENU:
        return Rejection("missing", "a page of the portal in the place of a file")
    return found


def _rejection(response: Response, portal: Portal, wanted: Set[RejectionReason]) -> Rejection | None:
    body, kind = response.body, content_type(response)
    if len(body) > parked.LARGEST:
        return None
    found = parked.look_at(body, kind, portal.language)
    if found is not None:
        return found
    reading = extract(body, response.url, portal=portal, content_type=kind)
    return reading if isinstance(reading, Rejection) and reading.reason in wanted else None


def of_robots(response: Response, portal: Portal) -> Rejection | None:
    """The rejection of a page that answers as robots.txt; None for a site's own: it says in its way that there is none.

    A page that is small and no site's is a gate, whatever its words.
    """
    body, kind = response.body, content_type(response)
    found = stands_in(response, portal)
    if found is not None or len(body) > parked.LARGEST or body.lower().count(b"<a ") >= _MENU:
        return found
    reading = extract(body, response.url, portal=portal, content_type=kind)
    if isinstance(reading, Rejection) and reading.reason != "missing":
        return Rejection("blocked", f"a page that is no site's: {reading.detail}")
    return None


def content_type(response: Response) -> str | None:
    """The header of that name, where there is one."""
    return (response.headers.get(b"Content-Type") or b"").decode("latin-1") or None

"""The links of a page, with the words by which it offers them."""

from __future__ import annotations

import itertools
import re
from typing import NamedTuple

from archive.model import Rejection
from pipelines.extraction.markup.parsing import Element, text_of
from pipelines.extraction.opening import open_page
from portals import Portal
from portals.portal import UrlKind
from portals.url_identity import join

_SPACE = re.compile(r"\s+")
# A page with more links than this is a trap or a site map in disguise; the first ones are enough to go on.
MAX_LINKS = 5000


class Link(NamedTuple):
    """A canonical URL of the portal, what it is by its address, and the longest text that links to it.

    `published` is ISO 8601, where a feed says when the article appeared; `modified` is the `lastmod` of a sitemap.
    """

    url: str
    kind: UrlKind
    text: str
    published: str | None = None
    modified: str = ""


class PageLinks(NamedTuple):
    """The links of a page, each once, in page order; and the article address that it declares to be its own."""

    links: list[Link]
    canonical: str | None = None


def page_links(body: bytes, url: str, portal: Portal, content_type: str | None = None) -> PageLinks:
    """Articles and listings that a page links to. `url` is where the page was fetched from.

    The page is decoded and repaired as for reading: on documents with an early `</html>` selectors find nothing.
    """
    opened = open_page(body, content_type, portal.language)
    root = None if isinstance(opened, Rejection) else opened.root
    return PageLinks([]) if root is None else links_of(root, url, portal)


def links_of(root: Element, url: str, portal: Portal) -> PageLinks:
    """The same for a page that is parsed already."""
    base = join(url, next(filter(None, (element.get("href") for element in root.iter("base"))), url))
    found: dict[str, Link] = {}
    anchors = (anchor for anchor in root.iter("a") if anchor.get("href") is not None)
    for anchor in itertools.islice(anchors, MAX_LINKS):
        canonical = portal.canonical(join(base, anchor.get("href")))
        kind = portal.kind_of_canonical(canonical)
        if kind not in {"article", "listing"}:
            continue
        text = _SPACE.sub(" ", text_of(anchor)).strip() or _SPACE.sub(" ", anchor.get("title") or "").strip()
        if canonical not in found or len(text) > len(found[canonical].text):
            found[canonical] = Link(canonical, kind, text)
    return PageLinks(list(found.values()), _declared(root, base, portal))


def _declared(root: Element, base: str, portal: Portal) -> str | None:
    """The canonical link, or og:url: only where it is an article of this portal. Migrated pages name dead domains."""
    canonical = [element.get("href") for element in root.iter("link") if element.get("rel") == "canonical"]
    stated = [element.get("content") for element in root.iter("meta") if element.get("property") == "og:url"]
    addresses = (portal.canonical(join(base, value)) for value in filter(None, canonical + stated))
    return next((address for address in addresses if portal.kind_of_canonical(address) == "article"), None)

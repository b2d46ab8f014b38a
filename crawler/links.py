"""The links of a page, with the words by which it offers them."""

from __future__ import annotations

import re
from typing import NamedTuple

from scrapy.http import Response, TextResponse

from portals import Portal
from portals.portal import UrlKind
from portals.url_identity import join

_SPACE = re.compile(r"\s+")
# A page with more links than this is a trap or a sitemap in disguise; the first ones are enough to go on.
MAX_LINKS = 5000


class Link(NamedTuple):
    """A canonical URL of the portal, what it is by its address, and the longest text that links to it."""

    url: str
    kind: UrlKind
    text: str


def links_of(response: Response, portal: Portal) -> list[Link]:
    """Articles and listings that a page links to, in page order, each once.

    XPath, not CSS: on documents with an early `</html>` parsel's CSS finds nothing.
    """
    if not isinstance(response, TextResponse):
        return []
    base = _base(response)
    found: dict[str, Link] = {}
    for anchor in response.xpath("//a[@href]")[:MAX_LINKS]:
        url = portal.canonical(join(base, anchor.attrib["href"]))
        kind = portal.kind_of(url)
        if kind not in {"article", "listing"}:
            continue
        text = _SPACE.sub(" ", anchor.xpath("string()").get("")).strip() or anchor.attrib.get("title", "").strip()
        if url not in found or len(text) > len(found[url].text):
            found[url] = Link(url, kind, text)
    return list(found.values())


def _base(response: TextResponse) -> str:
    href = response.xpath("//base/@href").get()
    return join(response.url, href) if href else response.url

"""The links of a page, with the words by which it offers them."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipelines.extraction.decoding import decode
from pipelines.extraction.parsing import parse
from portals import Portal
from portals.portal import UrlKind
from portals.url_identity import join

_SPACE = re.compile(r"\s+")
# A page with more links than this is a trap or a site map in disguise; the first ones are enough to go on.
MAX_LINKS = 5000


class Link(NamedTuple):
    """A canonical URL of the portal, what it is by its address, and the longest text that links to it.

    `published` is ISO 8601, where a feed says when the article appeared.
    """

    url: str
    kind: UrlKind
    text: str
    published: str | None = None


def page_links(body: bytes, url: str, portal: Portal, content_type: str | None = None) -> list[Link]:
    """Articles and listings that a page links to, in page order, each once. `url` is where the page was fetched from.

    The page is decoded and repaired as for reading: on documents with an early `</html>` selectors find nothing.
    """
    decoded = decode(body, content_type, portal.language)
    root = parse(decoded[0]) if decoded else None
    if root is None:
        return []
    bases = root.xpath("//base/@href")
    base = join(url, str(bases[0])) if isinstance(bases, list) and bases else url
    found: dict[str, Link] = {}
    anchors = root.xpath("//a[@href]")
    for anchor in anchors[:MAX_LINKS] if isinstance(anchors, list) else []:
        canonical = portal.canonical(join(base, str(anchor.get("href"))))
        kind = portal.kind_of(canonical)
        if kind not in {"article", "listing"}:
            continue
        text = _SPACE.sub(" ", str(anchor.text_content())).strip() or _SPACE.sub(" ", anchor.get("title") or "").strip()
        if canonical not in found or len(text) > len(found[canonical].text):
            found[canonical] = Link(canonical, kind, text)
    return list(found.values())

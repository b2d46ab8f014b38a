"""Markup in UTF-8 to one tree. Repairs what makes a parser lose half a page, then parses once."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from lxml import etree, html

# An element of the tree: lxml.etree._Element. Its stubs say `str | bytes` of every name, text and attribute, as it was
# under Python 2.
Element: TypeAlias = Any

# Portals put `</html>` before `<head>`, or paste a whole second document into an article; libxml2 then makes sibling
# roots, and selectors find nothing in them. Where the tags are gone the rest parses as the one page that browsers show.
_CLOSED = re.compile(rb"</(?:html|body)\s*>", re.IGNORECASE)
_OPENED = re.compile(rb"<(html|body|head)(?=[\s>/])[^>]{0,600}>", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!doctype[^>]{0,400}>", re.IGNORECASE)
_FRAME = re.compile(rb"<(?:/?(?:html|body|head)\b|!doctype)", re.IGNORECASE)
# What is never closed goes to the end: else each of thousands would look for its end through the whole page.
_END = re.compile(rb"</(?:body|html)\s*>|<!--(?:.*?-->|.*)|<script\b(?:.*?</script\s*>|.*)", re.DOTALL)
_OPTIONS: dict[str, Any] = {"encoding": "utf-8", "remove_comments": True, "remove_pis": True, "huge_tree": True}
_HEAD_CLOSED = re.compile(rb"</head\s*>", re.IGNORECASE)


def parse(markup: bytes) -> Element | None:
    """The tree of an HTML page in UTF-8: its `html` element. None where there is no element at all.

    Plain elements: those of lxml.html choose a class in Python for each, which costs as much as walking them.
    """
    return _parsed(markup, etree.HTMLParser(collect_ids=False, **_OPTIONS))


def parse_with_forms(markup: bytes) -> html.HtmlElement | None:
    """The same with elements of lxml.html, whose forms know their fields."""
    root = _parsed(markup, html.HTMLParser(**_OPTIONS))
    return root if isinstance(root, html.HtmlElement) else None


def text_of(element: Element) -> str:
    """All text in an element."""
    return "".join(element.itertext()) if len(element) else element.text or ""


def _parsed(markup: bytes, parser: etree.HTMLParser) -> Element | None:
    try:
        root = etree.fromstring(_repaired(markup), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    return root if root is not None and isinstance(root.tag, str) else None


def _repaired(markup: bytes) -> bytes:
    if _is_whole(markup):
        return markup
    markup = _DOCTYPE.sub(b"", _CLOSED.sub(b"", markup))
    seen: set[bytes] = set()

    def first_only(match: re.Match[bytes]) -> bytes:
        name = match[1].lower()
        if name in seen:
            return b""
        seen.add(name)
        return match[0]

    markup = _OPENED.sub(first_only, markup)
    heads = list(_HEAD_CLOSED.finditer(markup))
    if len(heads) > 1:  # keep the first
        markup = markup[: heads[0].end()] + _HEAD_CLOSED.sub(b"", markup[heads[0].end() :])
    return markup


def _is_whole(markup: bytes) -> bool:
    """True for a page with one head and one body that are closed once, at its end: nothing to repair, as on most."""
    tags = [(match[0].lower(), match.start()) for match in _FRAME.finditer(markup)]
    names = {name for name, _ in tags}
    ends = [place for name, place in tags if name in (b"</body", b"</html")]
    return len(names) == len(tags) and (not ends or b"<" not in _END.sub(b"", markup[min(ends) :]))

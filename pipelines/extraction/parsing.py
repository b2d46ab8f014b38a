"""Text to one tree. Repairs what makes a parser lose half a page, then parses once."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from lxml import etree, html

# An element of the tree: lxml.etree._Element. Its stubs say `str | bytes` of every name, text and attribute, as it was
# under Python 2.
Element: TypeAlias = Any

# Portals put `</html>` before `<head>`, or paste a whole second document into an article; libxml2 then makes sibling
# roots, and selectors find nothing in them. Where the tags are gone the rest parses as the one page that browsers show.
_CLOSED = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_OPENED = re.compile(r"<(html|body|head)(?=[\s>/])[^>]{0,600}>", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!doctype[^>]{0,400}>", re.IGNORECASE)
_FRAME = re.compile(r"<(?:/?(?:html|body|head)\b|!doctype)", re.IGNORECASE)
# What is never closed goes to the end: else each of thousands would look for its end through the whole page.
_END = re.compile(r"</(?:body|html)\s*>|<!--(?:.*?-->|.*)|<script\b(?:.*?</script\s*>|.*)", re.DOTALL)
_OPTIONS: dict[str, Any] = {"encoding": "utf-8", "remove_comments": True, "remove_pis": True, "huge_tree": True}
_HEAD_CLOSED = re.compile(r"</head\s*>", re.IGNORECASE)


def parse(text: str) -> Element | None:
    """The tree of an HTML page: its `html` element. None where there is no element at all.

    Plain elements: those of lxml.html choose a class in Python for each, which costs as much as walking them.
    """
    return _parsed(text, etree.HTMLParser(collect_ids=False, **_OPTIONS))


def parse_with_forms(text: str) -> html.HtmlElement | None:
    """The same with elements of lxml.html, whose forms know their fields."""
    root = _parsed(text, html.HTMLParser(**_OPTIONS))
    return root if isinstance(root, html.HtmlElement) else None


def text_of(element: Element) -> str:
    """All text in an element."""
    return "".join(element.itertext()) if len(element) else element.text or ""


def _parsed(text: str, parser: etree.HTMLParser) -> Element | None:
    try:
        # Bytes with the encoding said: lxml refuses a str that carries an XML declaration.
        root = etree.fromstring(_repaired(text).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    return root if root is not None and isinstance(root.tag, str) else None


def _repaired(text: str) -> str:
    if _is_whole(text):
        return text
    text = _DOCTYPE.sub("", _CLOSED.sub("", text))
    seen: set[str] = set()

    def first_only(match: re.Match[str]) -> str:
        name = match[1].lower()
        if name in seen:
            return ""
        seen.add(name)
        return match[0]

    text = _OPENED.sub(first_only, text)
    heads = list(_HEAD_CLOSED.finditer(text))
    if len(heads) > 1:  # keep the first
        text = text[: heads[0].end()] + _HEAD_CLOSED.sub("", text[heads[0].end() :])
    return text


def _is_whole(text: str) -> bool:
    """True for a page with one head and one body that are closed once, at its end: nothing to repair, as on most."""
    tags = [(match[0].lower(), match.start()) for match in _FRAME.finditer(text)]
    names = {name for name, _ in tags}
    ends = [place for name, place in tags if name in ("</body", "</html")]
    return len(names) == len(tags) and (not ends or "<" not in _END.sub("", text[min(ends) :]))

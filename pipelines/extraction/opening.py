"""From bytes to a tree: what every reader of a page does first, and once."""

from __future__ import annotations

from typing import NamedTuple

from lxml.html import HtmlElement

from archive.model import Rejection
from pipelines.extraction import verdict
from pipelines.extraction.decoding import decode
from pipelines.extraction.parsing import parse


class Opened(NamedTuple):
    """A page's text and its tree. Reading changes the tree: what else is asked of it is asked before."""

    text: str
    root: HtmlElement


def open_page(body: bytes, content_type: str | None, language: str) -> Opened | Rejection:
    """The page, decoded and parsed, or why it cannot be. `language` decides where no charset is certain."""
    rejection = verdict.before_decoding(body, content_type)
    if rejection:
        return rejection
    decoded = decode(body, content_type, language)
    if decoded is None:
        return Rejection("undecodable", f"no charset makes a text of these {len(body)} bytes")
    text = decoded[0]
    rejection = verdict.before_parsing(text)
    if rejection:
        return rejection
    root = parse(text)
    return Rejection("empty", "no element in the page") if root is None else Opened(text, root)

"""From bytes to a tree: what every reader of a page does first, and once."""

from __future__ import annotations

from typing import NamedTuple

from archive.model import Rejection
from pipelines.extraction import verdict
from pipelines.extraction.parsing import Element, parse
from pipelines.extraction.source import Source, read_source


class Opened(NamedTuple):
    """A page's source and its tree. Reading changes the tree: what else is asked of it is asked before."""

    source: Source
    root: Element


def open_page(body: bytes, content_type: str | None, language: str) -> Opened | Rejection:
    """The page, decoded and parsed, or why it cannot be. `language` decides where no charset is certain."""
    rejection = verdict.before_decoding(body, content_type)
    if rejection:
        return rejection
    source = read_source(body, content_type, language)
    if source is None:
        return Rejection("undecodable", f"no charset makes a text of these {len(body)} bytes")
    rejection = verdict.before_parsing(source.markup)
    if rejection:
        return rejection
    root = parse(source.markup)
    return Rejection("empty", "no element in the page") if root is None else Opened(source, root)

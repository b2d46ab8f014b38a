"""From bytes to a tree: what every reader of a page does first, and once."""

from __future__ import annotations

import functools

from archive.model import Rejection
from pipelines.extraction import verdict
from pipelines.extraction.markup.parsing import Element, parse
from pipelines.extraction.markup.source import Source, read_source


class Opened:
    """A page's source, and its tree. Reading changes the tree: what else is asked of it is asked before."""

    def __init__(self, source: Source) -> None:
        self.source = source

    @functools.cached_property
    def root(self) -> Element | None:
        """The tree of the whole page, made when it is asked for: who reads parts only needs none. None: no element."""
        return parse(self.source.markup)


def open_page(body: bytes, content_type: str | None, language: str) -> Opened | Rejection:
    """The page, decoded, or why it cannot be. `language` decides where no charset is certain."""
    rejection = verdict.before_decoding(body, content_type)
    if rejection:
        return rejection
    source = read_source(body, content_type, language)
    if source is None:
        return Rejection("undecodable", f"no charset makes a text of these {len(body)} bytes")
    return verdict.before_parsing(source.markup) or Opened(source)

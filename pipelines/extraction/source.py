"""A page before it is parsed: its markup, and all of it for the few questions that its scripts answer."""

from __future__ import annotations

from typing import NamedTuple

from pipelines.extraction.decoding import to_utf8
from pipelines.extraction.lightening import lightened


class Source(NamedTuple):
    """`markup` is the page's text without what no reader sees (`lightening.py`), in UTF-8; `body` the page as it came.

    Bytes, because a text with one letter beyond Latin-1 takes two bytes a letter: whatever is looked for in it takes
    twice the time, and the parser wants bytes.
    """

    markup: bytes
    body: bytes
    charset: str

    @property
    def whole(self) -> str:
        """The text of the page with its scripts; decoded when asked for, because hardly any page is asked."""
        return self.body.decode(self.charset, "replace")


def read_source(body: bytes, content_type: str | None, language: str) -> Source | None:
    """The decoded page; None where no charset makes a text of it. `language` decides where no charset is certain."""
    decoded = to_utf8(lightened(body), content_type, language)
    return Source(decoded[0], body, decoded[1]) if decoded else None

"""A page before it is parsed: its markup, and all of it for the few questions that its scripts answer."""

from __future__ import annotations

from pipelines.extraction.markup.decoding import to_utf8
from pipelines.extraction.markup.font_charsets import Typed, as_unicode
from pipelines.extraction.markup.lightening import lightened


class Source:
    """`markup` is the page's text without what no reader sees (`lightening.py`), in UTF-8; `body` the page as it came,
    which `charset` makes a text of; `typed` what fonts that was typed for, if for those of one charset only.

    Bytes, because a text with one letter beyond Latin-1 takes two bytes a letter: whatever is looked for in it takes
    twice the time, and the parser wants bytes. What the markup spells is looked for once, however many ask: to look for
    a few words costs a tenth of walking the tree.
    """

    def __init__(self, markup: bytes, body: bytes, charset: str, typed: Typed | None = None) -> None:
        self.markup = markup
        self.body = body
        self.charset = charset
        self.typed = typed
        self._held: dict[str, bool] = {}

    @property
    def whole(self) -> str:
        """The text of the page with its scripts; decoded when asked for, because hardly any page is asked."""
        text = self.body.decode(self.charset, "replace")
        return as_unicode(text, self.typed.charset) if self.typed else text

    def cut_down(self, markup: bytes) -> Source:
        """The same page with a part of its markup only."""
        return Source(markup, self.body, self.charset, self.typed)

    def holds(self, text: str) -> bool:
        """Whether the markup has these letters, anywhere."""
        if text not in self._held:
            self._held[text] = text.encode() in self.markup
        return self._held[text]


def read_source(body: bytes, content_type: str | None, language: str) -> Source | None:
    """The decoded page; None where no charset makes a text of it. `language` decides where no charset is certain."""
    decoded = to_utf8(lightened(body), content_type, language)
    return Source(decoded.markup, body, decoded.charset, decoded.typed) if decoded else None

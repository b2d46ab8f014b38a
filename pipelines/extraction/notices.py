"""What newsrooms say below their texts: who helped, whom to follow, which newsletter to take. It is no text."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.blocks import Block
from pipelines.extraction.cue_patterns import patterns_of
from pipelines.extraction.words import Words

_LINES = 5  # at the end of a text; what an article says further up is its own
_LONGEST = 350  # characters


def notices(texts: Sequence[Block], words: Words) -> set[int]:
    """The positions of notices among the last lines of a text (in page order); its first line is none."""
    if not words.promo.notices:
        return set()
    notice = patterns_of(words).notice
    last = texts[max(1, len(texts) - _LINES) :]
    return {block.index for block in last if len(block.text) <= _LONGEST and notice.search(block.key)}


__all__ = ["notices"]

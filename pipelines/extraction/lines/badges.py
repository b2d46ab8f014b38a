"""Dates drawn as badges: the day large, the month below it, the year perhaps, each in an element of its own."""

from __future__ import annotations

import functools
import re

from pipelines.extraction.lines.blocks import Block
from pipelines.extraction.wording.folding import fold, tidy
from pipelines.extraction.wording.moments import date_only
from pipelines.extraction.wording.word_patterns import alternatives
from pipelines.extraction.wording.words import Words

_LONGEST = 20  # characters of a badge, and of a part of it
_PARTS = 3


def join_badge(blocks: list[Block], block: Block, words: Words) -> bool:
    """True where a badge begins with this line (it opens with a digit), which then says all of it; its other lines are
    parts of a date too.

    Without a year it is known for a date, and says no day: `28 Th6` may be of any year.
    """
    if len(block.text) > _LONGEST:
        return False
    if len(block.pieces) > 1:
        lines, text = [block], tidy(" ".join(piece.text for piece in block.pieces))
        return bool(_badge(words).fullmatch(fold(text))) and _marked(lines, text, words)
    if len(block.text) > 2 or not block.text.isdigit():
        return False
    lines = [block]
    for other in blocks[block.index + 1 : block.index + _PARTS]:
        if len(other.text) > _LONGEST or other.linked or other.path[:-1] not in (block.path[:-1], block.path):
            break
        lines.append(other)
    while len(lines) > 1:
        text = " ".join(line.text for line in lines)
        if _badge(words).fullmatch(fold(text)):
            return _marked(lines, text, words)
        lines.pop()
    return False


def _marked(lines: list[Block], text: str, words: Words) -> bool:
    for line in lines:
        line.cue = "date"
    if date_only(text, words):
        lines[0].say(text)
    return True


def _badge(words: Words) -> re.Pattern[str]:
    return _made(words.base or words)


@functools.lru_cache(maxsize=64)
def _made(words: Words) -> re.Pattern[str]:
    """A day, then the name or the number of a month, or number and year."""
    dates = words.dates
    named = rf"(?:{alternatives(dates.months)}|{alternatives(dates.month)}\s*\d{{1,2}})\.?(?:[\s,./-]*\d{{4}})?"
    return re.compile(rf"\d{{1,2}}\s*(?:{named}|\d{{1,2}}[./-]\d{{4}})")

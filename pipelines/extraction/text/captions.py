"""Lines under pictures: told by their words, by the picture right above, and by how they are set."""

from __future__ import annotations

import re

from pipelines.extraction.lines.blocks import Block
from pipelines.extraction.page import ENDS, Page, inside

_LONG = 120  # characters
# What templates of all countries call a lead or a sub-title. `leading-6` says how far lines are apart,
# `font-bold` how a paragraph looks.
_LEAD = re.compile(
    r"sapo|lead(?!ing|er)|summary|chapeau|hometext|tom-?_?tat|trich-?yeu|description|(?<![a-z])intro|mo-?ta|\bdesc?\b|\breply\b"
    r"|sub-?_?(?:title|head|line)|stand-?_?first|(?<![a-z])dec?ks?(?![a-z])|strap-?line|underrubrik|manchet|ingress|preamble|perex"
    r"|vorspann|zajawka|(?<![a-z])chapo|accroche|entradilla|bajada|copete|subt[ií]tulo|sottotitolo|sommario|catenaccio"
    r"|linha-?_?fina|linha-?_?de-?_?apoio|resum[eo]n?\b|(?<![a-z])(?:ozet|spot(?![a-z])|excerpt|abstract|blurb|teaser)|\bfont-(?:semi|extra)?bold\b"
)
_ENDED = tuple({*ENDS} - {'"', "”"})


def names_lead(labels: str) -> bool:
    """True for class names that call an element a lead or a sub-title."""
    return _LEAD.search(labels) is not None


def is_caption(page: Page, block: Block) -> bool:
    """A line under a picture: said so by its words, or short, directly below it, and set like one."""
    if block.cue == "caption":
        return True
    if block.cue or not block.pictures or len(block.text) > 300 or block.heading or block.linked > 0.5:
        return False
    if block.text[:1] in "-+*•–“" or block.text[:1].isdigit():
        return False
    if _opens_verse(page, block) or (block.row and _heads_table(page, block)):
        return False
    ended = block.text.rstrip('”")').endswith(_ENDED)
    if block.row and _picture_in_row_table(page, block):
        # A lead beside a thumbnail is a sentence, is bold, or says what it is.
        return not (ended and len(block.text) > _LONG) and block.bold < 0.9 and not names_lead(block.labels)
    if (block.align == "center" and not page.centred) or block.italic > 0.8:
        return len(block.text) <= 250
    return not ended and len(block.text) <= 200 and block.bold < 0.9


def _picture_in_row_table(page: Page, block: Block) -> bool:
    """True in a table of a picture and its caption: nothing else with text stands in that table."""
    containers = page.document.containers
    for depth in range(len(block.path), 0, -1):
        if containers[block.path[depth - 1]].tag == "table":
            prefix = block.path[:depth]
            neighbours = page.blocks[max(0, block.index - 3) : block.index + 4]
            return sum(inside(other, prefix) for other in neighbours) <= 2
    return False


def _opens_verse(page: Page, block: Block) -> bool:
    """True for the first of four lines and more of one element, as of a poem."""
    lines = page.blocks[block.index : block.index + 4]
    return len(lines) == 4 and all(line.path == block.path and line.gap < 2 for line in lines)


def _heads_table(page: Page, block: Block) -> bool:
    """True for the first of several cells of a row in a table that the picture stands above, not in."""
    after = page.blocks[block.index + 1 : block.index + 2]
    if not after or after[0].row != block.row or after[0].path[:-1] != block.path[:-1] or after[0].path == block.path:
        return False
    tables = [n for n, number in enumerate(block.path, 1) if page.document.containers[number].tag == "table"]
    table = block.path[: tables[-1]] if tables else ()
    return not any(each.index == block.index and each.path[: len(table)] == table for each in page.document.pictures)

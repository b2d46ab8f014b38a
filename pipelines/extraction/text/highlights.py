"""Points that stand in a list above a text and say what it says: no part of it, and its lead where it has no other."""

from __future__ import annotations

import re

from pipelines.extraction.lines.blocks import Block
from pipelines.extraction.page import Page

_MOST = 8  # points
_LABELLED = re.compile(r"[^:：]{1,30}[:：]\s")
_SHORTEST_POINT = 25  # characters, on average
_LONGEST_POINT = 160  # characters; what is longer is news, of a day
_LONGEST = 50  # characters of the heading above them
_PARAGRAPHS = 3  # below them, at least
_TIMES = 3  # as long as the points, or more, is the text below


def highlights(page: Page, blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """(the lines that open a text with its points, their heading among them; the points). Both empty where none do.

    `blocks`: the lines of the text, in page order.
    """
    if not blocks or not (blocks[0].item or _heads_list(page, blocks[0])):
        return [], []
    first = 0 if blocks[0].item else 1
    end = first
    while end < len(blocks) and blocks[end].item and len(blocks[end].text) <= _LONGEST_POINT:
        end += 1
    points, rest = blocks[first:end], blocks[end:]
    text = [block for block in rest if page.prose[block.index] and not block.item]
    if any(_LABELLED.match(block.text) for block in points) or _letters(points) < _SHORTEST_POINT * len(points):
        return [], []  # facts of something, buttons
    if len(points) > _MOST or len(text) < _PARAGRAPHS or rest[0].item or (first and _recurs(page, blocks[0], rest)):
        return [], []
    if _letters(text) < _TIMES * _letters(points):
        return [], []
    return blocks[:end], points


def _letters(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _recurs(page: Page, heading: Block, rest: list[Block]) -> bool:
    """True for a heading of the text's own: one like it stands further down."""
    shape = page.shape(heading)
    return any(
        (block.heading or block.bold > 0.9) and not page.prose[block.index] and page.shape(block) == shape
        for block in rest
    )


def _heads_list(page: Page, block: Block) -> bool:
    """True for a short line that is set as a heading, right above the items of a list."""
    below = page.blocks[block.index + 1 : block.index + 2]
    short = len(block.text) <= _LONGEST and not page.prose[block.index]
    return short and (block.heading or block.bold > 0.9) and bool(below) and below[0].item


__all__ = ["highlights"]

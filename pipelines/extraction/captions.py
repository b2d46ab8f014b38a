"""Lines under pictures: told by their words, by the picture right above, and by how they are set."""

from __future__ import annotations

from pipelines.extraction.blocks import Block
from pipelines.extraction.page import ENDS, Page, inside

_ENDED = tuple({*ENDS} - {'"', "”"})


def is_caption(page: Page, block: Block) -> bool:
    """A line under a picture: said so by its words, or short, directly below it, and set like one."""
    if block.cue == "caption":
        return True
    if block.cue or not block.pictures or len(block.text) > 300 or block.heading or block.linked > 0.5:
        return False
    if block.text[:1] in "-+*•–“" or block.text[:1].isdigit():
        return False
    if block.row and _picture_in_row_table(page, block):
        return True
    ended = block.text.rstrip('”")').endswith(_ENDED)
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

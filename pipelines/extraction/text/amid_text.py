"""Lines that begin like something beside an article and stand among its paragraphs: they are text.

`Địa chỉ: …` in a notice opens no footer, `Thảo luận` above a paragraph no comments, and `Thời gian: 05/06/2020` beside
`Địa điểm: …` says when something takes place.
"""

from __future__ import annotations

import re

from pipelines.extraction.lines.blocks import Block
from pipelines.extraction.page import Page, inside, shared, siblings
from pipelines.extraction.text.continuation import same_text_follows

_NEAR = 8  # lines below in which the text goes on
_MOST = 12  # lines that end a text with where to ask
_FEW = 3  # paragraphs above that a line may stand beside
_ALSO_TEXT = frozenset({"date", "author", "tags", "source"})
_OVER = frozenset({"related", "other-list", "comments", "visitors"})
_LABELLED = re.compile(r"[^\W\d][^:\d]{1,30}[:：]\s*\S")
_SIGN = re.compile(r"[©®]|copyright")


def is_text(page: Page, index: int, before: list[Block]) -> bool:
    """True for a line of the footer, or above comments, by its words that stands where the text does and goes on."""
    block = page.blocks[index]
    if not before or block.chrome or block.linked > 0.5 or _SIGN.search(block.key):
        return False
    model = before[-1]
    if not (siblings(block, model) or page.alike(block, model)):
        return False
    parent = block.path[: shared(block.path, model.path)]
    if block.cue == "comments" or len(parent) < 2:
        return len(parent) > 1 and same_text_follows(page, index, before)
    return _goes_on(page, index, model, parent) or (block.cue == "footer" and _ends_element(page, index, parent))


def _goes_on(page: Page, index: int, model: Block, parent: tuple[int, ...]) -> bool:
    """True where a paragraph of the same text is one of the next lines."""
    for other in page.blocks[index + 1 : index + 1 + _NEAR]:
        if not inside(other, parent) or other.cue in _OVER:
            return False
        if page.prose[other.index] and (siblings(other, model) or page.alike(other, model)):
            return True
    return False


def _ends_element(page: Page, index: int, parent: tuple[int, ...]) -> bool:
    """True where a few lines, none of them the site's, end the element of the text, and the page goes on below it."""
    for other in page.blocks[index : index + _MOST]:
        if not inside(other, parent):
            return True
        if other.cue in _OVER or _SIGN.search(other.key):
            return False
    return False


def free(page: Page, first: int, end: int) -> None:
    """Takes the cues off lines between block `first`, the first paragraph, and `end` that are part of the text."""
    seen: list[Block] = []
    for block in page.blocks[first:end]:
        if page.prose[block.index]:
            seen.append(block)
        elif (block.cue == "date" and _is_amid(page, block, end)) or (
            block.cue in _ALSO_TEXT and not block.linked and any(_stands_by(block, each) for each in seen[-_FEW:])
        ):
            # A date by itself below a lead and a quotation is the article's, and so is who wrote it.
            among = block.cue != "date" and len(seen) > 1 and _is_followed(page, block, end)
            if among or (block.cue in ("date", "tags") and _is_one_of_facts(page, block)):
                block.cue = ""


def _is_amid(page: Page, block: Block, end: int) -> bool:
    """True for a line with a paragraph right above it and another near below, whatever element each stands in."""
    below = page.blocks[block.index + 1 : min(end, block.index + 1 + _FEW)]
    return page.prose[block.index - 1] and any(page.prose[each.index] for each in below)


def _stands_by(block: Block, text: Block) -> bool:
    """True for a line beside a paragraph, which may stand in a wrapper of its own."""
    return siblings(block, text) or inside(text, block.path[:-1])


def _is_followed(page: Page, block: Block, end: int) -> bool:
    """True where the next line goes on with the text, and a paragraph of it is near."""
    below = page.blocks[block.index + 1 : min(end, block.index + 1 + _FEW)]
    if not below or below[0].cue or not siblings(below[0], block):
        return False
    return any(page.prose[each.index] and siblings(each, block) for each in below)


def _is_one_of_facts(page: Page, block: Block) -> bool:
    """True for a labelled line above or below another: `Thời gian: 05/06/2020`, `Địa điểm: Hội trường xã`."""
    if not _LABELLED.match(block.text):
        return False
    beside = [*page.blocks[block.index - 1 : block.index], *page.blocks[block.index + 1 : block.index + 2]]
    return any(
        not (each.cue or page.prose[each.index]) and siblings(each, block) and _LABELLED.match(each.text)
        for each in beside
    )

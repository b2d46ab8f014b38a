"""Authors that a page names in a line above one that says what they do: `Ruth Hallam`, `Environment correspondent`."""

from __future__ import annotations

import re

from pipelines.extraction.bylines.claims import is_own
from pipelines.extraction.lines.blocks import Block
from pipelines.extraction.page import Found, Page, siblings
from pipelines.extraction.text.region import Region
from pipelines.extraction.wording.names import is_name, is_placeholder, trim
from pipelines.extraction.wording.offices import is_office

_BELIEF = 7.2  # a little more than a class name says
_LINES = 12  # below the title
_LONGEST_NAME, _LONGEST_ROLE = 60, 80  # characters
_HEADINGS = ("h1", "h2", "h3")  # of texts; templates print names in smaller ones
_PARTS = re.compile(r"\s*[,|•·]\s*|\s[–—-]\s")


def with_roles(page: Page, region: Region, texts: set[int]) -> list[tuple[float, Found[str], tuple[int, ...]]]:
    """(belief, authors with what they do, their lines of the text) where lines between title and text say so.

    `texts`: the positions of the lines of the text, which they may open.
    """
    if region.title < 0:
        return []
    said: list[str] = []
    lines: list[Block] = []
    blocks = page.blocks
    for index in range(region.title + 1, min(region.title + 1 + _LINES, region.end - 1)):
        block, below = blocks[index], blocks[index + 1]
        if page.prose[index]:
            if index != region.first or lines:  # the first may be the lead
                break
            continue
        if index > region.first and block.tag == blocks[region.first].tag and siblings(block, blocks[region.first]):
            break  # a line of the text
        if lines and block is lines[-1]:
            continue
        role = _role(page, block, below)
        if (role is None and not lines) or not _may_be_name(page, block):
            continue
        if role is not None:
            said += [trim(block.text), *([role] if role else [])]
            lines += [block, below]
        elif lines and index == lines[-1].index + 1 and _is_like(block, lines[0]):
            said.append(trim(block.text))  # one more author, of whom nothing else is said
            lines.append(block)
    if not lines:
        return []
    text = " / ".join(line.text for line in lines)
    taken = tuple(line.index for line in lines if line.index in texts)
    return [(_BELIEF, Found(", ".join(said), "above-role", text), taken)]


def _may_be_name(page: Page, block: Block) -> bool:
    if (
        block.cue
        or block.tag in _HEADINGS
        or len(block.text) > _LONGEST_NAME
        or block.chrome in ("nav", "footer", "aside")
    ):
        return False
    name = trim(block.text)
    return len(name.split()) > 1 and is_name(name, page.words) and not is_placeholder(name, page.words)


def _role(page: Page, name: Block, below: Block) -> str | None:
    """What the line below a name says that its owner does; "" for the newsroom's own name, None for anything else."""
    if name.cue or below.cue or below.heading or page.prose[below.index]:
        return None
    if len(name.text) > _LONGEST_NAME or len(below.text) > _LONGEST_ROLE:
        return None
    first, *others = map(trim, _PARTS.split(below.text))
    role = next((part for part in (first, *others) if is_office(part, page.words)), None)
    if role is None:
        role = "" if is_own(page, first) else None
    two = role is not None and (is_office(trim(name.text), page.words) or is_own(page, trim(name.text)))
    return None if two else role  # two lines of what somebody does


def _is_like(block: Block, other: Block) -> bool:
    return block.tag == other.tag and block.labels == other.labels and siblings(block, other)


__all__ = ["with_roles"]

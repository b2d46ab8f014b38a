"""The sub-title: a line right below the headline that says more of it, and need be no sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.extraction.lines.blocks import Block
from pipelines.extraction.page import Found, Page, inside, siblings
from pipelines.extraction.text.captions import is_caption, names_lead
from pipelines.extraction.text.region import Region
from pipelines.extraction.titles.by_place import headline_goes_on
from pipelines.extraction.wording.eastern_names import is_unspaced
from pipelines.extraction.wording.folding import squeeze
from pipelines.extraction.wording.names import is_name
from pipelines.extraction.wording.offices import is_unit

# What boxes are called that stand between a headline and its text, too.
_BESIDE = re.compile(r"byline|author|contrib|carousel|slide|gallery|caption|credit|\bbio\b|disclaim")
_LETTERS, _WORDS = 40, 6  # characters and words, at least; less is a section, a place, what kind of text it is
_DENSE = 15  # letters of a script without spaces
_LONGEST = 500
_LINES = 8  # from the title: a picture's caption, the date, buttons may stand between
_LINKED = 0.3


def read_subtitle(page: Page, region: Region) -> Found[str] | None:
    """The line between title and text that its place or a class name calls the sub-title."""
    if region.title < 0:
        return None
    title, first = page.blocks[region.title], page.blocks[region.first]
    if region.sure and region.sure[0].index > first.index:
        first = region.sure[0]
    start = region.title + 1
    while start < first.index and headline_goes_on(page, title, page.blocks[start]):
        start += 1
    for block in page.blocks[start : min(first.index, region.title + 1 + _LINES)]:
        if _says_more(page, block, title, first):
            labels = own_labels(page, block, [title, first])
            if _BESIDE.search(labels):
                continue
            named = names_lead(labels)
            if named or _stands_below(page, block, title, first):
                rule = "element" if named else f"below-title:{block.tag}"
                run = [block, *next_points(page, block, first.index)]
                text = "\n\n".join(line.text for line in run)
                return Found(text, rule, text)
    return None


def next_points(page: Page, block: Block, end: int) -> Iterator[Block]:
    """The lines that go on a lead or a sub-title which is a list, of several points."""
    if not block.item:
        return
    for other in page.blocks[block.index + 1 : end]:
        if not (other.item and siblings(block, other)):
            return
        yield other


def _stands_below(page: Page, block: Block, title: Block, first: Block) -> bool:
    """True for the next line below the title: a heading, or what the head says of the page, where no text stands."""
    if block.index != title.index + 1:
        return False
    if siblings(block, first):  # above facts, and not the text, no heading is a sub-heading
        return (
            block.heading
            and block.tag != title.tag
            and any(line.cue == "date" for line in page.blocks[block.index + 1 : first.index])
        )
    if block.item and any(next_points(page, block, first.index)):
        return True
    return block.heading or any(
        squeeze(page.metadata.first(name)).startswith(block.squeezed) for name in ("og:description", "description")
    )


def _says_more(page: Page, block: Block, title: Block, first: Block) -> bool:
    """True for a line long enough that is neither a fact beside the article nor a copy of the title or the text."""
    text = block.text
    if block.cue or block.linked > _LINKED or block.chrome in ("nav", "footer", "aside") or len(text) > _LONGEST:
        return False
    if len(text) < (_DENSE if is_unspaced(text) else _LETTERS):
        return False
    if not is_unspaced(text) and len(text.split()) < _WORDS:
        return False
    if page.repeated and block.squeezed in page.repeated:
        return False
    above = page.blocks[block.index - 1]
    if block.item and above.item and siblings(block, above):
        return False  # no list says more from its middle on
    if title.squeezed in block.squeezed or first.squeezed.startswith(squeeze(text.rstrip(" .…"))):
        return False
    return not (is_caption(page, block) or is_name(text, page.words, unit=True) or is_unit(text, page.words))


def own_labels(page: Page, block: Block, rest: list[Block]) -> str:
    """Class names and ids of the block and of the elements around it that hold nothing of the rest."""
    names = [block.labels]
    for depth in range(len(block.path), 0, -1):
        prefix = block.path[:depth]
        if any(inside(other, prefix) for other in rest if other.path != block.path):
            break
        element = page.document.containers[prefix[-1]]
        names += [element.get("class") or "", element.get("id") or ""]
    return " ".join(names).lower()


__all__ = ["names_lead", "next_points", "own_labels", "read_subtitle"]

"""The title of a page on which nothing says what it is: the one line between all that is above and the text."""

from __future__ import annotations

import re

from pipelines.extraction.lines.blocks import Block
from pipelines.extraction.lines.cue_patterns import patterns_of
from pipelines.extraction.lines.cues import ASIDE, LISTS
from pipelines.extraction.page import ENDS, Page
from pipelines.extraction.titles.score import links_here, may_be_site
from pipelines.extraction.wording.folding import squeeze, word_count

# Characters of running text from which a page is more than a message; below a line in bold; and where a date is near.
_MUCH, _SOME, _LITTLE = 600, 400, 200
_DATED = 40  # lines below it in which the date of a short notice stands
_FEWEST, _MOST = 4, 40  # words
_TITLE = re.compile(r"title|headline|heading|tieu-?_?de")
_FACTS = 4  # lines of facts that may part it from the text


def line_above_text(page: Page, sites: frozenset[str]) -> Block | None:
    """The line right above the page's first running text, but for lines of facts; None where it can be no headline.

    No text stands above it, so it is no sub-heading; and it is no link, no label and no sentence.
    """
    first = next((block.index for block in page.blocks if page.prose[block.index]), None)
    much = sum(len(block.text) for block in page.blocks if page.prose[block.index])
    if first is None or much < _LITTLE:
        return None
    for block in page.blocks[max(0, first - _FACTS) : first][::-1]:
        if block.cue in ASIDE:
            continue
        listed = block.item and not page.blocks[first].item  # unless a list lays out the page
        plain = not (block.cue or block.chrome or listed or block.align == "right")
        plain = plain and (not block.linked or links_here(page, block))
        plain = plain and (much >= _MUCH or (much >= _SOME and block.bold > 0.9) or _is_dated(page, block))
        said = _FEWEST <= word_count(block.text) <= _MOST and not block.text.endswith((*ENDS, ","))
        known = block.squeezed in sites or block.squeezed in page.repeated or may_be_site(block.text, page.words)
        return block if plain and said and not known and not _names_site(page, block) else None
    return None


def names_section(page: Page, text: str) -> bool:
    """True for what a link above the text says: `<title>` is the section of the site on some portals."""
    key = squeeze(text)
    first = next((block.index for block in page.blocks if page.prose[block.index]), 0)
    lines = [block for block in page.blocks[:first] if block.links]
    return any(squeeze(link.text) == key and not links_here(page, block) for block in lines for link in block.links)


def headline_goes_on(page: Page, head: Block, block: Block) -> bool:
    """True for a line that goes on with the headline `head`, below one `<br>`: in a heading, in a line that begins in
    lower case, stands in what is called a title, or is in capitals as the headline is; and where the head says both.
    """
    if block.path != head.path or block.gap != 1 or block.cue or page.prose[block.index]:
        return False
    if head.heading:
        return True
    if block.linked or head.bold != block.bold or head.text.endswith(ENDS) or page.prose[head.index]:
        return False
    if block.text[0].islower() or (head.text.isupper() and block.text.isupper()) or _TITLE.search(block.labels):
        return True
    said = [squeeze(page.metadata.title), squeeze(page.metadata.first("og:title"))]
    return any(head.squeezed in claim and block.squeezed in claim for claim in said)


def _is_dated(page: Page, block: Block) -> bool:
    for each in page.blocks[block.index + 1 : block.index + 1 + _DATED]:
        if each.chrome or each.cue in LISTS:
            return False
        if each.cue == "date":
            return True
    return False


def _names_site(page: Page, block: Block) -> bool:
    return patterns_of(page.words).site.match(block.key) is not None

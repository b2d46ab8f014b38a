"""The text: read by trafilatura from the pruned element, checked line by line against what the cues found."""

from __future__ import annotations

import functools
import logging
import re
from collections.abc import Callable

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from pipelines.extraction.lines.blocks import Block
from pipelines.extraction.lines.cue_patterns import patterns_of
from pipelines.extraction.lines.date_pairs import date_labels
from pipelines.extraction.markup.parsing import Element
from pipelines.extraction.page import ENDS, Found, Page, inside
from pipelines.extraction.text import tables
from pipelines.extraction.text.highlights import highlights
from pipelines.extraction.text.region import Region
from pipelines.extraction.wording.folding import squeeze
from pipelines.extraction.wording.moments import DATED
from pipelines.extraction.wording.names import is_name

_WORTH_ASKING = 0.3  # of the sure text; trafilatura costs as much as all else that is done to a page
_LINKED, _LINKS = 0.6, 3  # share of links in a row of them, and how many
_KIND = 30  # letters of `Press release`
_NAME = 60  # characters of a name
_PRINTED = 80  # characters of what says when and where a text was printed
_MARK = 30  # characters of what signs a text and is no name
_INITIALS = re.compile(
    r"\W*[A-Z]{2,4}(?:\W[A-Z]{2,4})*\W*|[-–—]{1,3}\s?[A-Z]{2,12}|[a-zß-ÿ]{2,4}(?:/[a-zß-ÿ]{2,4}){1,3}|\([^\W\d]{2,4}(?:[/,;-]\s?[^\W\d]{2,4})*\)"
)  # `MJPS`, `-- BERNAMA`
_COUNTER = 4  # digits of a bare number below a text: how many liked it
_PULLED = 25  # letters of a sentence that a page repeats, at least
_MOST_QUOTED = 200  # lines in quotations; each is looked for in the whole text
_LONGEST_PULLED = 400  # characters
_DEEPEST = 240  # nested elements; past about 255 trafilatura returns nothing, without an error (measured, 2.3.1)
_LARGEST = 400_000  # characters of text; 0.84 MB took it 5 s (measured)


@functools.lru_cache(maxsize=1)
def trafilatura() -> Callable[..., str | None]:
    """Trafilatura's `extract`. Its complaints about a page are no news.

    Imported when a page first asks for it, one in thirty: it takes 0.1 s and 11 MB, which most runs never need.
    """
    from trafilatura import extract

    for name in ("trafilatura", "htmldate", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return extract


def read_body(page: Page, region: Region, taken: set[int]) -> Found[str] | None:
    """The paragraphs of the article, apart from the blocks `taken` by the lead.

    What the cues are sure of is in, once and in page order; what they are not sure of (a line in a box, a cell, a
    list) is in where it looks like the text, or if trafilatura, asked only where it is a good part of all, reads it.
    """
    alike, open_ = _sorted_out(page, region)
    much = _letters(open_) >= _WORTH_ASKING * _letters(region.sure)
    read = _second_opinion(page, region) if open_ and much else ""
    rule = "trafilatura" if read else "blocks"
    kept = [*region.sure, *alike]
    if much:
        agreed = [block for block in open_ if (block.squeezed in read if read else page.prose[block.index])]
        kept += [*agreed, *_like_agreed(page, region, [*alike, *agreed])]
    missing = [block for block in region.sure if block.squeezed not in read] if read else []
    if missing:
        rule = f"trafilatura+blocks:{len(missing)}"
    kept = [block for block in sorted(kept, key=lambda block: block.index) if block.index not in taken]
    kept = kept[len(highlights(page, kept)[0]) :]
    kept = _without_tail(page, _without_repeats(page, kept))
    text = _paragraphs(page, kept[1:] if kept[1:] and _opens_no_text(page, kept[0]) else kept)
    return Found(text, rule, text) if text else None


def _sorted_out(page: Page, region: Region) -> tuple[list[Block], list[Block]]:
    """Of the blocks that the cues are not sure of, those that are text, and those that trafilatura is asked about.

    A paragraph is text where it stands beside one that is. A heading is, right above one: templates put each into
    elements of its own. A short line is text where the elements around it are those of a paragraph, and none where it
    is mostly a link or stands below the last paragraph (lines so sorted are right in 94 of 100 on the shared pages).
    """
    texts = [block for block in region.sure if page.prose[block.index]]
    shapes = {page.shape(block) for block in texts}
    above = {block.index - 1 for block in texts}
    parents = {block.path[:-1] for block in texts}
    last = max((block.index for block in texts), default=len(page.blocks))
    lines = {block.index for block in region.unsure if block.linked <= 0.5 and page.shape(block) in shapes}
    listed = _lists_between(region.unsure, {block.index for block in texts}, lines)
    alike: list[Block] = []
    open_: list[Block] = []
    below: list[Block] = []  # cells below the last paragraph
    for block in region.unsure:
        if page.prose[block.index]:
            (alike if block.path[:-1] in parents else open_).append(block)
        elif (
            page.shape(block) in shapes
            or (block.heading and block.linked <= 0.5 and block.index in above)
            or block.index in listed
        ):
            alike.append(block)
        elif block.linked <= 0.5 and block.index <= last:
            open_.append(block)
        elif block.row and block.linked <= 0.5:
            below.append(block)
    return [*alike, *tables.are_data(page, below, region.first)], open_


def _like_agreed(page: Page, region: Region, agreed: list[Block]) -> list[Block]:
    """Short lines in elements like those of paragraphs that turned out to be the text: sub-headings, items.

    And the cells and items that stand above such a paragraph in the element around it.
    """
    texts = [block for block in agreed if page.prose[block.index]]
    shapes = {page.shape(block) for block in texts}
    around = {path for block in texts for path in (block.path, block.path[:-1]) if len(path) > len(region.container)}
    last = max((block.index for block in texts), default=0)
    known = {block.index for block in agreed}
    return [
        block
        for block in region.unsure
        if block.index not in known
        and not page.prose[block.index]
        and block.linked <= 0.2
        and block.index < last
        and (page.shape(block) in shapes or ((block.row or block.item) and any(inside(block, path) for path in around)))
    ]


def _lists_between(unsure: list[Block], texts: set[int], lines: set[int]) -> set[int]:
    """The items of lists of two and more, hardly any a link, that stand right between two paragraphs of the text.

    The upper one may be a short line that stands as paragraphs do: `The rules are few:`.
    """
    found: set[int] = set()
    run: list[Block] = []
    for block in [*unsure, None]:
        if block is not None and block.item and block.linked <= 0.2 and (not run or block.index == run[-1].index + 1):
            run.append(block)
            continue
        if len(run) > 1 and run[0].index - 1 in texts | lines and run[-1].index + 1 in texts:
            found.update(each.index for each in run)
        run = [block] if block is not None and block.item and block.linked <= 0.2 else []
    return found


def _opens_no_text(page: Page, block: Block) -> bool:
    """True for a first line that says what kind of text it is, or who or where above the day: `Press release`."""
    if len(block.text) <= _NAME and not page.prose[block.index] and _is_above_date(page, block):
        return True
    said = block.key.split() if len(block.text) <= _KIND and not page.prose[block.index] else []
    openers = patterns_of(page.words).phrases("openers")
    return bool(said) and all(word in openers for word in said)


def _is_above_date(page: Page, block: Block) -> bool:
    """True for a name, of somebody or of a place, right above the line with the day."""
    below = page.blocks[block.index + 1 : block.index + 2]
    return bool(below) and below[0].cue == "date" and is_name(block.text, page.words, unit=True)


def _without_tail(page: Page, blocks: list[Block]) -> list[Block]:
    """The paragraphs without what ends no text: the heading of something else, a counter, `###`, a row of links."""
    end = len(blocks)
    while end > 1 and _ends_no_text(page, blocks[end - 1]):
        end -= 1
    return blocks[:end]


def _ends_no_text(page: Page, block: Block) -> bool:
    if page.prose[block.index] or block.row:
        return False
    squeezed = block.squeezed
    if len(block.text) <= _PRINTED and DATED.search(block.text) and date_labels(page.words).published.whole(block.key):
        return True  # where it was printed: `Published in The Post, May 14th, 2024`
    if len(block.text) <= _MARK and (_INITIALS.fullmatch(block.text) or _is_site(page, squeezed)):
        return True
    counts = len(squeezed) <= _COUNTER and (not squeezed or squeezed.isdigit())
    after = page.blocks[block.index + 1] if block.index + 1 < len(page.blocks) else block
    headed = block.heading or (block.bold > 0.9 and after.linked > _LINKED)
    return counts or headed or (block.linked > _LINKED and len(block.links) >= _LINKS)


def _is_site(page: Page, squeezed: str) -> bool:
    """True for the site's own name or address, as papers sign what the whole newsroom wrote: `– Rappler.com`."""
    return len(squeezed) > _COUNTER and squeezed in (
        squeeze(page.metadata.first("og:site_name")),
        squeeze(page.host),
    )


def _without_repeats(page: Page, blocks: list[Block]) -> list[Block]:
    """The paragraphs without sentences of theirs that the page shows once more, larger, to draw readers in."""
    quotes: dict[int, list[Block]] = {}
    for block in blocks:
        number = _quotation(page, block) if len(block.text) <= _LONGEST_PULLED else None
        if number is not None:
            quotes.setdefault(number, []).append(block)
    quoted = {block.index for lines in quotes.values() for block in lines}
    if not 0 < len(quoted) <= _MOST_QUOTED:
        return blocks
    said = "\n".join(block.squeezed for block in blocks if block.index not in quoted)
    dropped: set[int] = set()
    for lines in quotes.values():
        repeated = [block for block in lines if block.squeezed in said]  # the sentence, and who said it
        if any(len(block.squeezed) >= _PULLED for block in repeated):
            dropped.update(block.index for block in repeated)
    return [block for block in blocks if block.index not in dropped]


def _quotation(page: Page, block: Block) -> int | None:
    """The number of the element that sets a line apart as a quotation; None for any other line."""
    for number in block.path[-3:]:
        element = page.document.containers[number]
        if element.tag == "blockquote" or "quote" in (element.get("class") or "").lower():
            return number
    return None


def _letters(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _second_opinion(page: Page, region: Region) -> str:
    """The letters of what trafilatura reads in the article's element, once all that is beside the text is cut off."""
    if page.document.depth > _DEEPEST or page.document.size > _LARGEST:
        return ""
    container = page.document.containers[region.container[-1]]
    wanted = {id(block.element) for block in [*region.sure, *region.unsure]}
    for block in page.blocks[region.first : region.end]:
        if block.cue and id(block.element) not in wanted and len(block.element) < 20:
            _empty(block.element)
    try:
        text = trafilatura()(_as_page(container), fast=True, include_comments=False, favor_recall=True)
    except Exception:  # a library's slip on one page must not lose the page: the blocks are enough
        return ""
    return squeeze(text or "")


def _as_page(container: Element) -> HtmlElement:
    """The element as a page of lxml.html, whose elements trafilatura wants."""
    markup = etree.tostring(container, encoding="unicode", method="html", with_tail=False)
    return document_fromstring(f"<html><body><div>{markup}</div></body></html>")


def _empty(element: Element) -> None:
    for child in list(element):
        element.remove(child)
    element.text = None


def _paragraphs(page: Page, blocks: list[Block]) -> str:
    """Blocks as paragraphs: a blank line between them, ` | ` between table cells, a line break for a single `<br>`.

    A single `<br>` between two long lines, the first a whole sentence, parts paragraphs: old pages know no other way.
    """
    parts: list[str] = []
    previous: Block | None = None
    for block in blocks:
        if previous is None:
            parts.append(block.text)
        elif block.row and block.row == previous.row and block.path != previous.path and _cells(block, previous):
            parts.append(" | " + block.text)
        elif (
            block.path == previous.path
            and block.gap == 1
            and block.index == previous.index + 1
            and not (page.prose[block.index] and page.prose[previous.index] and previous.text.endswith(ENDS))
        ):
            parts.append("\n" + block.text)
        else:
            parts.append("\n\n" + block.text)
        previous = block
    return "".join(parts)


def _cells(block: Block, previous: Block) -> bool:
    """True for two short cells of one row: a table of data, not one that lays out a page."""
    if len(block.text) > 120 or len(previous.text) > 120 or len(block.path) != len(previous.path):
        return False
    return (block.element.tag in ("td", "th", "p") and block.path[:-1] != previous.path[:-1]) or block.element.tag in (
        "td",
        "th",
    )

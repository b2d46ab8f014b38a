"""Where the article stands: from its first paragraph to its last, and where what follows begins."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipelines.extraction.lines.blocks import Block
from pipelines.extraction.lines.cues import ASIDE, LISTS
from pipelines.extraction.lines.notices import LONGEST_LABEL, closes, notices, opens_contacts, opens_profile
from pipelines.extraction.page import Page, inside, shared, siblings
from pipelines.extraction.text import amid_text, tables
from pipelines.extraction.text.boxes import Boxes, Verdict
from pipelines.extraction.text.captions import is_caption
from pipelines.extraction.text.continuation import copy_of, goes_on, much_follows, only_lead, same_text_follows
from pipelines.extraction.titles.by_place import headline_goes_on
from pipelines.extraction.wording.folding import squeeze
from pipelines.extraction.wording.offices import is_unit

_HEADLINE = 25  # letters
_LINK = 0.9  # share of links in a line that is one
_PARAGRAPHS = 3  # above what the issuer is, at least
_FACTS = 8  # lines of facts, at most
_CREDIT = 100  # characters of the line that says whose a picture is
_TOP = 15  # lines of a page in which its site is named
_LONGEST_NAME = 90  # characters of an office's name
_HEADS_PROSE = 45  # from this length a line between title and text is a paragraph in a flat layout


@dataclass(slots=True)
class Region:
    """Block positions; `end` is the first block of what follows the article, or the page's end."""

    title: int
    first: int
    last: int
    end: int
    container: tuple[int, ...]  # path of the smallest element that holds the text
    sure: list[Block] = field(default_factory=list)
    unsure: list[Block] = field(default_factory=list)  # the cues do not say; body.py asks trafilatura
    captions: list[Block] = field(default_factory=list)


def find_region(page: Page, title: int | None) -> Region | None:
    """The region of the article under the title. None where the page has no text that could be one."""
    start = title + 1 if title is not None else 0
    while (
        title is not None
        and start < len(page.blocks)
        and headline_goes_on(page, page.blocks[title], page.blocks[start])
    ):
        start += 1
    first = _first_text(page, start)
    if first is None:
        return _only_linked(page, title) if title is not None else None
    _open_facts(page, start, first)
    tables.read_as_text(page, first)
    end = _end(page, first, title)
    amid_text.free(page, first, end)
    container = _container(page, start, first, end)
    region = Region(title if title is not None else -1, first, first, _above_footer(page, first, end), container)
    region.first = _extended(page, start, first, container)
    _collect(page, region, page.blocks[title] if title is not None else None)
    said = notices(sorted([*region.sure, *region.unsure], key=lambda block: block.index), page.words)
    region.sure = [block for block in region.sure if block.index not in said]
    region.unsure = [block for block in region.unsure if block.index not in said]
    texts = [*region.sure, *region.unsure]
    if not texts:
        return _only_linked(page, title) if title is not None else None
    region.last = max(block.index for block in texts)
    return region


def _open_facts(page: Page, start: int, first: int) -> None:
    """Takes an `aside` between title and text for part of the head where it holds the day and facts, no headlines."""
    aside = [block for block in page.blocks[start:first] if block.chrome == "aside"]
    if not 0 < len(aside) <= _FACTS or not any(block.cue == "date" for block in aside):
        return
    if any(
        len(block.text) > _CREDIT or block.cue in LISTS or (block.linked > 0.8 and len(block.text) >= _HEADLINE)
        for block in aside
    ):
        return
    for block in aside:
        block.chrome = ""


def _only_linked(page: Page, title: int) -> Region | None:
    """The region of a notice that has no text of its own, only a link to the document: right below its title."""
    for block in page.blocks[title + 1 : title + 6]:
        if page.over(block.index) or block.chrome in ("nav", "footer", "aside"):
            break
        document = any(link.is_file for link in block.links)
        if document or (block.cue == "promo" and block.links):
            end = next((n for n in range(block.index, len(page.blocks)) if page.over(n)), len(page.blocks))
            return Region(title, block.index, block.index, end, block.path)
    return None


def _first_text(page: Page, start: int) -> int | None:
    """The first paragraph below the title; in a notice without one, the first line that is no cue."""
    short = None
    for index in range(start, len(page.blocks)):
        block = page.blocks[index]
        if page.prose[index] and not is_caption(page, block):
            return index
        over = block.cue in ("footer", "visitors") or (block.cue == "related" and short is not None)
        if over and not much_follows(page, index):
            return short
        if short is None and not block.cue and block.linked < 0.5 and not block.chrome and len(block.text) >= 15:
            short = index
    return short


def _end(page: Page, first: int, title: int | None) -> int:
    """The first heading after the text that opens a list, comments, the counter of visits or the footer.

    A box of links inside the text is not the end: paragraphs that are siblings of those before go on after it.
    """
    before = [page.blocks[first]] if page.prose[first] else []
    limit = copy_of(page, title, first) if title is not None else len(page.blocks)
    for index in range(first + 1, limit):
        block = page.blocks[index]
        if block.chrome in ("footer", "nav") and not page.blocks[first].chrome and before:
            if only_lead(before) and much_follows(page, index, limit):
                continue
            return index
        if block.cue == "editor" and before and not (only_lead(before) and much_follows(page, index, limit)):
            return index  # who edited the text stands below it
        if before and len(block.text) <= LONGEST_LABEL and _is_over(page, block, before):
            return index
        if block.heading and title is not None and _heads_other_article(page, page.blocks[title], block, before):
            return index
        if block.cue == "tags" and not only_lead(before) and not much_follows(page, index, limit):
            return index  # below its keywords stands who wrote it, and what else is of interest
        if page.over(index):
            if block.cue in ("footer", "comments") and amid_text.is_text(page, index, before):
                block.cue = ""
                continue
            if block.cue == "footer" and (
                same_text_follows(page, index, before) or _credits_picture(page, index, before)
            ):
                continue  # `© Agency 2019` under a picture
            if block.cue not in ("footer", "visitors") and only_lead(before) and much_follows(page, index, limit):
                continue  # a link down to the comments, a box of the newest, between the lead and the text
            after = goes_on(page, index, before) if block.cue in ("related", "other-list") else None
            if after is None:
                return index
            if after == index + 1 and block.cue == "other-list":
                block.cue = ""  # a sub-heading that happens to be called `Thông báo`
        elif page.prose[index]:
            before.append(block)
    return limit


def _heads_other_article(page: Page, title: Block, block: Block, before: list[Block]) -> bool:
    """True for a heading as large as the headline with a date right below, as endless pages show the next article.

    A listing has such headings too, each a link and above no more than a teaser.
    """
    below = page.blocks[block.index + 1 : block.index + 2]
    if block.tag not in ("h1", title.tag) or not below or below[0].cue != "date" or below[0].row != block.row:
        return False
    return len(before) > 1 and not (block.linked and only_lead(before))


def _is_over(page: Page, block: Block, before: list[Block]) -> bool:
    """True for the mark that closes a release, and, where no more text follows, for what opens whom to ask, and what
    its issuer is.
    """
    if block.linked > _LINK:
        return False  # like most short lines below a text
    if closes(block, page.words):
        return True
    contacts = opens_contacts(block, page.words)
    if not contacts and (len(before) < _PARAGRAPHS or not (block.bold > 0.9 or block.heading)):
        return False
    return (contacts or _opens_profile(page, block)) and not much_follows(page, block.index)


def _opens_profile(page: Page, block: Block) -> bool:
    below = page.blocks[block.index + 1 : block.index + 2]
    if not below or not page.prose[below[0].index]:
        return False
    return opens_profile(block, below[0].text, page.metadata.first("og:site_name"), page.words)


def _credits_picture(page: Page, index: int, before: list[Block]) -> bool:
    """True for `© Agency | 4 June 2024` between the lead and the text: below a site's own such line stands no text."""
    text = page.blocks[index].text
    return len(text) <= _CREDIT and "©" in text and only_lead(before) and much_follows(page, index)


def _above_footer(page: Page, first: int, end: int) -> int:
    """The end of the article where the footer opens with whose site it is, before its first known line.

    That is an office in capitals, or one that the top of the page names too.
    """
    if end < len(page.blocks) and page.blocks[end].cue in ("footer", "visitors"):
        while end - 1 > first and _heads_footer(page, page.blocks[end - 1]):
            end -= 1
        if end - 2 > first and page.blocks[end - 1].cue == "date" and _heads_footer(page, page.blocks[end - 2]):
            end -= 2  # when the site was changed last
    return end


def _heads_footer(page: Page, block: Block) -> bool:
    if block.align == "right" or block.cue or len(block.text) > _LONGEST_NAME or not is_unit(block.text, page.words):
        return False
    return block.text.isupper() or any(line.squeezed == block.squeezed for line in page.blocks[:_TOP])


def _container(page: Page, start: int, first: int, end: int) -> tuple[int, ...]:
    """The element around the first paragraph with the most text and the least else: prose times its share."""
    path = page.blocks[first].path
    prose = [0] * (len(path) + 1)
    everything = [0] * (len(path) + 1)
    laid_out = page.blocks[first].row  # else cells are a table of figures, part of the text as much as beside it
    for block in page.blocks[start:end]:
        if block.cue in ASIDE or (block.row and not (laid_out or block.linked or page.prose[block.index])):
            continue
        depth = shared(path, block.path)
        everything[depth] += len(block.text)
        prose[depth] += len(block.text) if page.prose[block.index] or block.index == first else 0
    best, best_score, running, total = len(path), -1.0, 0, 0
    for depth in range(len(path), 0, -1):
        running += prose[depth]
        total += everything[depth]
        score = running * running / total if total else 0.0
        if score > best_score:
            best, best_score = depth, score
    return path[:best]


def _extended(page: Page, start: int, first: int, container: tuple[int, ...]) -> int:
    """Back over the short lines that open the text: a salutation, a sub-heading, a first line in bold."""
    model = page.blocks[first]
    flat = start > 0 and inside(page.blocks[start - 1], container)  # the title stands in the same element
    index = first
    for position in range(first - 1, start - 1, -1):
        block = page.blocks[position]
        if block.cue in ASIDE or is_caption(page, block):
            continue
        if block.cue or block.linked > 0.5 or block.chrome in ("nav", "footer", "aside"):
            break
        own = inside(block, container) and (siblings(block, model) or not flat)
        if not own or (flat and len(block.text) < _HEADS_PROSE and not block.bold > 0.9):
            break
        index = position
    return index


def _collect(page: Page, region: Region, title: Block | None) -> None:
    """Sorts the blocks of the region into text, perhaps text, captions; the rest is beside it."""
    heading = squeeze(title.text) if title else ""
    prose = [
        block
        for block in page.blocks[region.first : region.end]
        if page.prose[block.index] and inside(block, region.container)
    ]
    below = [block for block in page.blocks[region.title + 1 : region.end] if inside(block, region.container)]
    boxes = Boxes(page, below, len(region.container), title)
    last_prose = prose[-1].index if prose else region.first
    model = page.blocks[region.first]
    attached = False  # below the label of attached files
    for block in page.blocks[region.first : region.end]:
        attached = block.cue == "files" or (
            attached and block.linked > 0.8 and all(link.is_file for link in block.links)
        )
        if attached or not inside(block, region.container) or block.chrome in ("nav", "footer", "aside"):
            continue
        verdict = boxes.verdict(block)
        if is_caption(page, block):
            region.captions.append(block)
        elif region.sure and _signs_quote(page, region.sure[-1], block):
            region.sure.append(block)
        elif (
            block.cue
            or (page.repeated and block.squeezed in page.repeated)
            or (heading and len(block.text) < 3 * len(heading) and block.squeezed == heading)
            or (verdict is Verdict.BESIDE and (block is not model or prose[1:]))
        ):
            continue
        elif block is model:
            region.sure.append(block)
        elif (
            block.linked > 0.8
            and len(block.text) >= _HEADLINE
            and not ((block.row and block.row != model.row) or (block.heading and not model.heading))
        ):
            continue  # a paragraph that is one link leads to another article
        elif verdict is Verdict.PERHAPS:
            region.unsure.append(block)
        elif page.prose[block.index]:
            region.sure.append(block)
        else:
            (region.sure if block.linked < 0.9 and block.index < last_prose else region.unsure).append(block)


def _signs_quote(page: Page, above: Block, block: Block) -> bool:
    """True for the date that ends a quoted post, behind who wrote it: `— Name (@name)`, `18 November 2019`."""
    if block.cue != "date" or above.index != block.index - 1 or above.path != block.path:
        return False
    quoted = any(page.document.containers[number].tag == "blockquote" for number in block.path[-2:])
    return quoted and above.text.startswith(("—", "–"))

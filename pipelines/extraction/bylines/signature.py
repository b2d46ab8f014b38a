"""The signature: the last lines of the text, or the first below it, that are a name and nothing else."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipelines.extraction.lines.blocks import Block
from pipelines.extraction.lines.byline_wording import without_clock, without_label
from pipelines.extraction.lines.cue_patterns import patterns_of
from pipelines.extraction.page import Page, inside, siblings
from pipelines.extraction.text import tables
from pipelines.extraction.text.region import Region
from pipelines.extraction.wording.eastern_names import is_unspaced
from pipelines.extraction.wording.folding import fold
from pipelines.extraction.wording.moments import date_only
from pipelines.extraction.wording.names import is_name, is_placeholder
from pipelines.extraction.wording.offices import ends_like_unit, is_office, is_unit

_BELOW_ARTICLE = frozenset({"counter", "tools", "tags", "related", "comments"})
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?){1,3}[^\W\d_]{1,2}\.?")  # `H.Đ`
_TYPISTS = re.compile(r"\(?[A-Z]{2,4}(?:\s?/\s?[A-Z]{2,4})+\)?")  # whose letters release offices print: `HMS/AB/YP`
_DASHES = ("-", "–", "+")
_QUOTES = ("“", '"', "«", "„"), ("”", '"', "»", "“")
_CELLS = 12  # lines of a table that are looked at
_LONGEST_NAME = 60  # characters
_BELOW = 15  # lines below the last paragraph, tools and tags among them
_LAST_LINES = 6  # how far above and below the last paragraph a signature may stand


class Signature(NamedTuple):
    """`lines`: all that are no text, with the accounts below a real signature; `text`: what was signed, "" where only
    an account was; `sure`: whether it is set apart, or stands in the text.
    """

    lines: list[Block]
    text: str
    sure: bool


class _End(NamedTuple):
    """Where a text ends: its last lines (`inner`), the next ones below it (`outer`), the number of the very last."""

    inner: list[Block]
    outer: list[Block]
    last: int


def read_signature(page: Page, region: Region) -> Signature | None:
    """The signature of the text, looked for from below."""
    end = _end(page, region)
    if _is_signed_above_other_text(page, end):
        end = end._replace(outer=[])
    listed = _is_listed_all(page, region)
    lines = [*end.inner, *end.outer]
    skipped: list[Block] = []  # `admin admin` below the real signature
    for position in range(len(lines) - 1, -1, -1):
        block = lines[position]
        apart = _is_set_apart(block)
        if _is_text(page, block):
            if block in end.outer:  # more stands between: the life of the author, a correction
                return _after_by(page, lines[: position + 1], end) or _only(skipped)
            break
        if block.cue or block.linked > 0.5 or block.chrome in ("nav", "footer", "aside"):
            continue
        if ((block.item and not listed) or block.heading) and not _ends_paragraph(page, block):
            continue
        if block in end.outer and not apart and not inside(block, region.container[:-1] or region.container):
            continue
        above = lines[position - 1] if position else None
        if block not in region.sure and _belongs_to(page, block, region):
            continue
        if _is_place_of_sign_off(page, block):
            skipped.append(block)
            continue
        if _is_listed(block, above) or (block.row and _is_among_data(page, block)):
            continue
        if above is not None and _is_affiliation(block, above, page):
            between = " " if block.text.startswith("(") else ", "
            return Signature([above, block, *skipped], f"{above.text}{between}{block.text}", True)
        if is_placeholder(block.text, page.words) or _credits_pictures(block, page) or _TYPISTS.fullmatch(block.text):
            skipped.append(block)
            continue
        if is_unspaced(block.text):
            continue  # any few letters of a script without spaces look like a name
        if (block not in region.sure and _labels_office(block, page)) or _said_above(page, block, above):
            continue
        signed = _signed(page, block, end)
        if signed:
            others = _signed_alike(page, block, lines[:position]) if signed[1] else []
            text = ", ".join([*(other.text for other in others), signed[0]])
            return Signature([*others, block, *skipped], text, signed[1])
        if not apart and block in region.sure:
            break
    return _only(skipped)


def is_after_by(block: Block, page: Page) -> bool:
    """True for `By Ruth Hallam` and nothing else."""
    by = patterns_of(page.words).match("before_name", block.key) if len(block.text) <= _LONGEST_NAME else None
    name = without_clock(block.text[by.end :], page.words) if by else ""
    return len(name.split()) > 1 and is_name(name, page.words) and not is_placeholder(name, page.words)


def _end(page: Page, region: Region) -> _End:
    texts = sorted([*region.sure, *region.unsure], key=lambda block: block.index)
    while texts and texts[-1].squeezed.isdigit():  # a counter below the signature
        texts.pop()
    if not texts:
        return _End([], [], -1)
    last = texts[-1].index
    inner = [block for block in texts[1:] if block.index > last - _LAST_LINES]
    below = page.blocks[last + 1 : min(region.end, last + 1 + _BELOW)]
    return _End(inner, [block for block in below if block not in inner and not block.cue][:_LAST_LINES], last)


def _is_signed_above_other_text(page: Page, end: _End) -> bool:
    """True where the text's last line is a name, set apart, and what follows is a text of its own: who publishes it."""
    if not end.inner or not any(_is_text(page, block) for block in end.outer):
        return False
    *above, last = end.inner
    if not _is_set_apart(last) or page.prose[last.index]:
        return False
    return is_name(last.text, page.words) or (bool(above) and _is_affiliation(last, above[-1], page))


def _is_listed_all(page: Page, region: Region) -> bool:
    """True where a list lays out the page: the headline stands in an item as the text does."""
    return region.title >= 0 and page.blocks[region.title].item and page.blocks[region.first].item


def _ends_paragraph(page: Page, block: Block) -> bool:
    """True for a line below the last paragraph in the element of that paragraph, which only a break parts."""
    above = page.blocks[block.index - 1]
    return block.gap > 0 and above.path == block.path and page.prose[above.index]


def _signed_alike(page: Page, block: Block, above: list[Block]) -> list[Block]:
    """The lines right above a signature that name others, each in a line like it."""
    found: list[Block] = []
    below = block
    for other in reversed(above):
        like = other.index == below.index - 1 and siblings(other, below) and other.align == below.align
        if not like or other.cue or not _is_set_apart(other) or page.prose[other.index] or other.text.isupper():
            break
        if not is_name(other.text, page.words) or is_office(other.text, page.words):
            break
        found.insert(0, other)
        below = other
    return found


def _is_listed(block: Block, above: Block | None) -> bool:
    """True for an entry of a list that dashes make: `- Như trên;` above `- Lưu VT.`"""
    return above is not None and block.text.startswith(_DASHES) and above.text.startswith(_DASHES)


def _belongs_to(page: Page, block: Block, region: Region) -> bool:
    """True below the text for what a heading above names, `Component`, and for the button of a box that says more."""
    above = page.blocks[block.index - 1]
    if above in region.sure:
        return False
    if above.heading and siblings(above, block):
        return not any(label in above.key for label in map(fold, page.words.byline.labels))
    return (
        page.prose[above.index] and above.align == block.align and (siblings(above, block) or inside(above, block.path))
    )


def _said_above(page: Page, block: Block, above: Block | None) -> bool:
    """True for who said the quotation above: `– Ruth Hallam, Minister of Ferries`."""
    if above is None or not page.prose[above.index]:
        return False
    quoted = above.text.startswith(_QUOTES[0]) and above.text.rstrip(" .").endswith(_QUOTES[1])
    if not quoted and not any(page.document.containers[number].tag == "blockquote" for number in above.path[-2:]):
        return False
    return block.text.startswith(("–", "—", "-")) or is_office(block.text.partition(",")[2].strip(), page.words)


def _labels_office(block: Block, page: Page) -> bool:
    """True below the text for `MEDIA RELATIONS`, `Civil Works Department`: whom to ask, and no person."""
    if ends_like_unit(block.text, page.words):
        return True
    openers = patterns_of(page.words).phrases("openers")
    return block.text.isupper() and any(word in openers for word in block.key.split())


def _is_place_of_sign_off(page: Page, block: Block) -> bool:
    """True for a line above one that is a day and nothing else, as `New Delhi` and `May 14, 2024` close a statement.

    A line that names a label says who it was; where places are known, only they are.
    """
    below = page.blocks[block.index + 1 : block.index + 2]
    if not below or below[0].cue != "date" or not siblings(block, below[0]) or page.words.byline.places:
        return False
    if is_unit(block.text, page.words) or is_office(block.text, page.words):
        return False
    day = date_only(below[0].text, page.words)
    return day is not None and day.time is None and without_label(block.text, page.words) == block.text


def _is_among_data(page: Page, block: Block) -> bool:
    """True for a cell of a table of data, where a name signs nothing: it and another row have several cells.

    A table that sets `Nơi nhận` and who signed beside one another has one such row.
    """
    depth = tables.row_of(page, block)
    if depth is None:
        return False
    cells: dict[int, set[int]] = {}
    for other in page.blocks[max(0, block.index - _CELLS) : block.index + _CELLS]:
        if inside(other, block.path[:depth]) and len(other.path) > depth + 1:
            cells.setdefault(other.path[depth], set()).add(other.path[depth + 1])
    several = {row for row, inner in cells.items() if len(inner) > 1}
    return block.path[depth] in several and len(several) > 1


def _credits_pictures(block: Block, page: Page) -> bool:
    """True for `Ảnh Hồng Hà`: who took the pictures, with the marks of the word, for people are called Ánh."""
    first, _, rest = block.text.strip(" (").partition(" ")
    return first in page.words.caption.credits and is_name(rest, page.words)


def _only(skipped: list[Block]) -> Signature | None:
    return Signature(skipped, "", False) if skipped else None


def _is_set_apart(block: Block) -> bool:
    return block.align == "right" or (block.bold > 0.9 and block.align != "center") or block.italic > 0.9


def _is_text(page: Page, block: Block) -> bool:
    """A name with an office may be as long as a sentence."""
    return page.prose[block.index] and not (_is_set_apart(block) and is_name(block.text, page.words))


def _after_by(page: Page, lines: list[Block], end: _End) -> Signature | None:
    """`By Ruth Hallam` above other text below the article: the one form that is believed there."""
    for block in reversed(lines):
        if _is_text(page, block) and block not in end.outer:
            return None
        if is_after_by(block, page):
            return Signature([block], block.text, True)
    return None


def _signed(page: Page, block: Block, end: _End) -> tuple[str, bool] | None:
    """(what a line says without its label, whether it is sure to be a signature)."""
    words, apart = page.words, _is_set_apart(block)
    last = bool(end.inner) and block is end.inner[-1]
    # Of what stands below the text, an office is a signature only where it is set as one: footers name many.
    unit = apart and (block in end.inner or block.align == "right" or block.italic > 0.9)
    desk = (last or _closes(page, block, end.last)) and _is_desk(block, page)
    if is_name(block.text, words, unit=unit) or desk:
        return without_label(block.text, words), apart or desk or block in end.inner
    initials = (last or apart) and block.text.isupper() and _INITIALS.fullmatch(block.text)
    if initials or is_after_by(block, page):
        return without_clock(block.text, page.words), True
    if block in end.inner and (named := without_label(block.text, words)) != block.text:
        return named, True
    return None


def _is_affiliation(block: Block, above: Block, page: Page) -> bool:
    """True where the name stands above and this line adds `(Trường Chính trị …)`, or a name's office set like it."""
    text = block.text.strip()
    if page.prose[above.index] or above.cue or not is_name(above.text, page.words):
        return False
    if is_placeholder(text, page.words) or re.match(r"\(\s*\d", text):  # `(0 bình chọn)`
        return False
    if text.startswith("(") and text.endswith(")"):
        return True
    if above.align != block.align or (above.align != "right" and (above.align or above.bold != block.bold)):
        return False
    return is_unit(text, page.words) or is_office(text, page.words)


def _closes(page: Page, block: Block, last: int) -> bool:
    """True for the line between the text and what stands below every article: a counter, buttons, other articles."""
    below = page.blocks[block.index + 1 : block.index + 2]
    return block.index == last + 1 and bool(below) and below[0].cue in _BELOW_ARTICLE


def _is_desk(block: Block, page: Page) -> bool:
    """An office that signs as the last line: `Ban Biên tập`, `Văn phòng HĐND-UBND huyện`."""
    return is_name(block.text, page.words, unit=True) and len(block.text.split()) <= 8

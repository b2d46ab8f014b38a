"""Authors that a line names by its label, `Tác giả: …`, or by standing beside a date."""

from __future__ import annotations

import re

from pipelines.extraction.lines.blocks import Block
from pipelines.extraction.lines.byline_wording import names_only, unlabelled
from pipelines.extraction.lines.cue_patterns import patterns_of
from pipelines.extraction.lines.fact_lines import facts_of
from pipelines.extraction.page import Found, Page, siblings
from pipelines.extraction.text.region import Region
from pipelines.extraction.wording.folding import fold
from pipelines.extraction.wording.names import is_known_agency, is_name, is_place, is_placeholder, trim
from pipelines.extraction.wording.offices import is_unit
from pipelines.extraction.wording.word_patterns import alternatives

_LABEL, _POSTER, _FACT, _SOURCE, _BESIDE_DATE = 10.0, 4.0, 8.0, 6.0, 5.0
_LONGEST_NAME = 60  # characters
_MOST_WORDS = 25  # of a line behind its label
_BARS = re.compile(r"\s*[|•]\s*")
_PARTS = re.compile(r"\s+[-–]\s+")

Belief = tuple[float, Found[str]]


def labelled(page: Page, region: Region, block: Block) -> Belief | None:
    """(belief, author) of a line that names one."""
    if block.cue == "author":
        return _by_label(page, region, block)
    if block.cue == "source" and block.index >= region.first:
        value = _source(block.text, page)
        return (_SOURCE, Found(value, "source", block.text)) if value else None
    if block.cue in ("date", "counter"):
        return _among_facts(page, block)
    if not block.cue and block.index > region.title and _stands_beside_date(page, block):
        name = trim(block.text)
        return (_BESIDE_DATE, Found(name, "beside-date", block.text)) if _is_person_beside_date(page, name) else None
    return None


def _by_label(page: Page, region: Region, block: Block) -> Belief | None:
    """`Tác giả: …`, `Bài, ảnh: …`; the name may stand in the next cell."""
    words = page.words
    value = trim(unlabelled(block.text, words))
    if not value and block.index + 1 < region.end:
        value = trim(page.blocks[block.index + 1].text)
        if not is_name(value, words, unit=True):
            return None
    if is_placeholder(value, words) or len(value.split()) > _MOST_WORDS:
        return None
    poster = re.match(rf"\W*{alternatives(words.byline.poster)}\s*:", block.key)
    return (_POSTER if poster else _LABEL, Found(value, "label", block.text))


def _source(text: str, page: Page) -> str:
    """The agency or the person that a line names as its source, with their paper: `(Theo TTXVN)`.

    "" where it names a paper or a site. What names a medium is told with its marks: `Đài` is none in `Hà Đại`.
    """
    words = page.words
    value = trim(unlabelled(text, words))
    if value.endswith(")") and "(" not in value:
        value = trim(value[:-1])
    media = any(word.lower() in value.lower() for word in words.byline.media)
    first, _, paper = value.partition("/")  # `TTXVN/Báo Tin tức`
    if is_known_agency(value, words) or (paper and media and is_known_agency(first, words)):
        return value
    name = first if paper and media else value
    person = is_name(name, words) and len(name.split()) > 1 and (bool(paper) or not media)
    return value if person else ""


def _among_facts(page: Page, block: Block) -> Belief | None:
    """A label in a line of facts, `… | Tác giả: Hà Đại`; a person beside its date."""
    words, patterns = page.words, patterns_of(page.words)
    parts = [part for bar in _BARS.split(block.text) for part in _parts(page, bar)]
    if words.unspaced:
        parts = [fact for part in parts for fact in facts_of(part, words)]
    for part in parts:
        match = patterns.match("label", fold(part))
        value = names_only(part[match.end :], words) if match else ""
        if value and not is_placeholder(value, words) and is_name(value, words, unit=True):
            return (_FACT, Found(value, "label", block.text))
        if block.cue == "date" and not match and _is_person_beside_date(page, trim(part)):
            return (_BESIDE_DATE, Found(trim(part), "beside-date", block.text))
    return None


def _parts(page: Page, text: str) -> list[str]:
    """The facts that dashes part; an office behind a label keeps its own: `Tác giả: Phòng Văn hóa - Thông tin`."""
    label = patterns_of(page.words).match("label", fold(text))
    office = trim(text[label.end :]) if label else ""
    kept = office and is_unit(office, page.words) and is_name(office, page.words, unit=True)
    return [text] if kept else _PARTS.split(text)


def _stands_beside_date(page: Page, block: Block) -> bool:
    """True for a short line, or part of one, beside a date."""
    around = page.blocks[max(0, block.index - 1) : block.index + 2]
    return len(block.text) <= _LONGEST_NAME and any(each.cue == "date" and _is_near(each, block) for each in around)


def _is_near(one: Block, other: Block) -> bool:
    """True for lines of one element, of two beside one another, or of one and an element in it."""
    return siblings(one, other) or one.path[:-1] == other.path or other.path[:-1] == one.path


def _is_person_beside_date(page: Page, text: str) -> bool:
    """`Hồng Thoan` in `Hồng Thoan - 15:32, 28/06/2024`: no place, and in languages whose places are known."""
    words = page.words
    if not words.byline.places or not 2 <= len(text.split()) <= 4 or text.isupper():  # as sections are printed
        return False
    if is_place(text, words) or is_placeholder(text, words):
        return False
    return is_name(text, words) and not any(link.text == text for block in page.blocks for link in block.links)

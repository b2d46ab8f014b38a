"""How much speaks for a line to be the title: what the head and the address say, how it looks, and where it stands."""

from __future__ import annotations

import functools
import math
import re
from typing import NamedTuple

from pipelines.extraction.lines.blocks import Block
from pipelines.extraction.lines.cue_patterns import patterns_of
from pipelines.extraction.lines.date_pairs import date_labels
from pipelines.extraction.page import Page
from pipelines.extraction.wording.folding import fold, word_count
from pipelines.extraction.wording.moments import find_moments
from pipelines.extraction.wording.names import is_name
from pipelines.extraction.wording.offices import is_unit
from pipelines.extraction.wording.words import Words

ENOUGH = 4.0  # below this a line is no title
_MOST_BY_PLACE = 3.5  # what standing beside a date and above running text adds
_BESIDE, _NEAR = 2.0, 1.9  # what a date in the next line adds, and one in the line after that
_MOST_BY_LOOK = 1.8  # what a class and bold or large letters add
_AGREES = 4.0  # what the address adds, and a claim that says the same
_HEADINGS = {"h1": 3.0, "h2": 2.0, "h3": 1.5, "h4": 1.2, "h5": 1.0, "h6": 1.0}
_CLASS = re.compile(r"title|headline|heading|tieu-?_?de|\bname\b")
_END_MARKS = '.!?…”"»)'
_LISTED = 1.5  # what is taken off an item of a list, or a line of several links
_KICKER = 60  # letters of what stands in front of a headline in its own line
_OFFICE = 10  # words of an office's name
_LONG = 100  # letters from which a heading that ends like a sentence is the lead
_TOP = 40  # lines of a page in which the name of its site stands
_SAME_WORDS = 0.6  # share of the words of address and line together that both have


class Claim(NamedTuple):
    """What something else than the visible text says that the title is."""

    rule: str
    letters: str  # squeezed
    cut: bool  # it ends with an ellipsis


class Known(NamedTuple):
    """What is known of the title before any line is looked at."""

    claims: list[Claim]
    sites: frozenset[str]  # names of the site, squeezed
    slugs: list[frozenset[str]]  # the words of each part of the address that may be made of a title


def score(page: Page, block: Block, known: Known, gap: int, floor: float) -> tuple[float, str]:
    """How much speaks for a line, and what. `gap`: how many lines below it running text comes.

    A line that cannot reach more than `floor` is not looked at to the end.
    """
    points, reasons = _agreed(page, block, known.claims, gap)
    hinted = page.hinted("title", block)
    count = word_count(block.text)
    if not (points or hinted) and count < 3 and block.linked > 0.8 and block.tag not in _HEADINGS:
        return 0.0, ""  # an entry of a menu
    against = _against(page, block) + (4 if block.index < _TOP and _is_office(page, block, gap) else 0)
    floor += against
    points += _HEADINGS.get(block.tag, 0.0) + (2 if hinted else 0)
    points += 1 if count >= 4 else -1.5 if count < 3 else 0
    if points + _MOST_BY_PLACE + _MOST_BY_LOOK + (_AGREES if known.slugs else 0) <= floor:
        return 0.0, ""
    key = block.squeezed
    if not key or key in known.sites or key in page.repeated:
        return 0.0, ""
    if any(_slug_agrees(block, slug) for slug in known.slugs):
        points += _AGREES
        reasons.append("url")
    if points + _MOST_BY_PLACE + _MOST_BY_LOOK <= floor:
        return 0.0, ""
    reasons += [block.tag] * (block.tag in _HEADINGS) + ["platform"] * hinted
    points += _by_look(block)
    if points + _MOST_BY_PLACE <= floor:
        return 0.0, ""
    points = _by_place(page, block, gap, points, reasons)
    return points - against, "+".join(dict.fromkeys(reasons)) or "position"


def _by_look(block: Block) -> float:
    """What a class that names a title adds, and bold or large letters."""
    large = block.bold > 0.9 or any(piece.element.tag in ("font", "big") for piece in block.pieces)
    return (1 if _CLASS.search(block.labels) else 0) + (0.8 if large else 0)


def _by_place(page: Page, block: Block, gap: int, points: float, reasons: list[str]) -> float:
    """The points of a line with what its place adds and takes off: a date beside it, running text below it or it."""
    beside = _beside_date(page, block)
    if beside:
        points += beside
        reasons.append("beside-date")
    if gap <= 3:
        points += 1.5
    elif gap <= 8:
        points += 1
    elif gap > 25 and not beside:
        points -= 2
    if block.linked > 0.8 and not (points > ENOUGH and links_here(page, block)):
        points -= 2.5
    if len(block.links) > 1 and not block.item:
        points -= _LISTED
    if _is_text(page, block, reasons):
        points -= 2
    if _may_sign(page, block) and is_name(block.text, page.words, unit=True):
        points -= 3  # who signed the text
    return points


def _is_text(page: Page, block: Block, reasons: list[str]) -> bool:
    """True for running text that nothing but its place calls a title: a paragraph, or a lead in a heading."""
    if not page.prose[block.index] or _CLASS.search(block.labels):
        return False
    if block.tag in _HEADINGS and not (len(block.text) > _LONG and block.text.endswith(".")):
        return False
    return block.text.endswith((":", ";")) or not {"url", "meta", "json-ld", "context"} & set(reasons)


def _agreed(page: Page, block: Block, claims: list[Claim], gap: int) -> tuple[float, list[str]]:
    """How far a line agrees with what the head says, and with what of it."""
    points, reasons = 0.0, []
    ends = _ends(block.text)
    for rule, claim, cut in claims:
        if ends and claim and claim[0] != ends[0] and claim[-1] != ends[1]:
            continue  # as of most lines: to look at their letters costs more
        agreement = _agreement(block.squeezed, claim, cut)
        if agreement:
            # `<title>` is the site's name on many portals, and that name stands short and alone far above the text.
            # So does the office's whose site it is; headlines begin with such names too, and have more to show for it.
            weak = (rule == "title-element" and gap > 4 and _is_short_or_unit(page, block)) or (
                rule in ("title-element", "meta") and _is_office(page, block, gap)
            )
            points += agreement / 4 if weak else agreement
            reasons.append(rule)
    return points, reasons


def _is_short_or_unit(page: Page, block: Block) -> bool:
    return word_count(block.text) < 5 or is_unit(block.text, page.words)


def _is_office(page: Page, block: Block, gap: int) -> bool:
    """True for what may be the name of a site, above a line that could be a headline."""
    if not may_be_site(block.text, page.words):
        return False
    between = page.blocks[block.index + 1 : block.index + min(gap, 20)]
    return any(
        not each.cue and word_count(each.text) >= 5 and (each.linked < 0.5 or links_here(page, each))
        for each in between
    )


def may_be_site(text: str, words: Words) -> bool:
    """True for the name of an office, and for that of a paper that says where it appears: `Báo Hà Giang điện tử`."""
    parts = text.split()
    if not parts or word_count(text) > _OFFICE:
        return False
    named = parts[-1][:1].isupper() or text.lower().endswith(_ends_of_media(words))
    return named and is_unit(text, words)


@functools.lru_cache(maxsize=64)
def _ends_of_media(words: Words) -> tuple[str, ...]:
    return tuple(f" {medium.lower()}" for medium in words.byline.media)


def _ends(text: str) -> str:
    """The first and the last letter of a line, folded; nothing where it has other signs there."""
    ends = text[0] + text.rstrip(_END_MARKS)[-1:]
    return fold(ends) if ends.isalnum() else ""


def _against(page: Page, block: Block) -> float:
    """What speaks against a line, whatever else is known of it."""
    against = _LISTED if block.item else 0.0
    if block.chrome:
        against += 4 if block.chrome != "header" else 2.5
    if block.text.endswith((".", ",", ";", ":")):
        against += 1
    dated = block.cue == "date" and block.heading  # title.py asks the head whether it is a headline
    if (block.cue and not dated) or patterns_of(page.words).site.match(block.key):
        against += 3
    return against


def _may_sign(page: Page, block: Block) -> bool:
    """True for a line set to the right, or right below running text and none itself; to look at names costs more."""
    if block.linked or page.prose[block.index]:
        return False
    return block.align == "right" or (block.index > 0 and page.prose[block.index - 1])


def links_here(page: Page, block: Block) -> bool:
    """True for a title that links to its own page."""
    here = page.canonical(page.url)
    return any(page.canonical(url) == here for link in block.links if (url := page.absolute(link.href)))


def _agreement(key: str, claim: str, cut: bool) -> float:
    """How far a visible line agrees with a claimed title; `<title>` may add the site's name, or be cut short."""
    if key == claim:
        return _AGREES
    if len(key) >= 12 and (claim.startswith(key) or claim.endswith(key)):
        return 3.5
    if len(claim) >= 15 and key.startswith(claim) and (cut or len(claim) * 2 > len(key)):
        return 3.0
    if len(claim) >= 15 and key.endswith(claim) and len(key) <= len(claim) + _KICKER:
        return 3.0
    return 0.0


def _slug_agrees(block: Block, slug: frozenset[str]) -> bool:
    """True for a line that has the words of the address, or most of them and not many others.

    A sentence with many others is the lead, which says the headline once more.
    """
    key = block.key
    if len(key) < _fewest_letters(slug):
        return False
    words = frozenset(re.findall(r"[a-z]+|\d+", key))
    common = len(words & slug)
    if common < 3:
        return False
    return common / len(words | slug) >= _SAME_WORDS or (
        common >= 4 and common / len(slug) >= 0.8 and len(words) <= 3 * len(slug) and not key.endswith(".")
    )


@functools.lru_cache(maxsize=64)
def _fewest_letters(slug: frozenset[str]) -> int:
    """How many letters a line has at least that agrees with the address: those of as many of its shortest words."""
    lengths = sorted(map(len, slug))
    return sum(lengths[: max(3, math.ceil(_SAME_WORDS * len(lengths)))])


def _beside_date(page: Page, block: Block) -> float:
    """What a date line below or above adds; one that stands above and below is a list of items, or a clock.

    With a line between them it adds less: of a box's head and the headline in it, the date is the headline's.
    """
    after = page.blocks[block.index + 1 : block.index + 3]
    before = page.blocks[max(0, block.index - 1) : block.index]
    if after and (after[0].cue in ("counter", "author") or _is_dated(page, after[0])):
        return _BESIDE
    if len(after) > 1 and _is_dated(page, after[1]) and not page.prose[after[0].index]:
        return _NEAR
    # A date below running text is not one above a headline: below a lead it is above the first sub-heading.
    above = any(
        _is_dated(page, other) and not other.chrome and not (other.index and page.prose[other.index - 1])
        for other in before
    )
    return _BESIDE if above else 0.0


def _is_dated(page: Page, block: Block) -> bool:
    """A date that can be an article's: a weekday with a day and no time is today's, in a header."""
    if block.cue != "date":
        return False
    if date_labels(page.words).opens_clock(block.key):
        return False
    weekday = date_labels(page.words).weekday.whole(block.key)
    return not weekday or any(moment.time for moment in find_moments(block.text, page.words))

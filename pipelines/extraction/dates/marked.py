"""Dates that `<time>` elements beside the title carry, whatever they show: `9 months ago`."""

from __future__ import annotations

from typing import Any

from pipelines.extraction.dates.printed import ABOVE, is_clock
from pipelines.extraction.dates.stated import Witness, read_stated
from pipelines.extraction.lines.blocks import Block
from pipelines.extraction.lines.date_pairs import date_labels
from pipelines.extraction.page import Page
from pipelines.extraction.text.region import Region
from pipelines.extraction.wording.folding import fold, word_count

_BELOW = 4  # lines below the title, before the text, in which its date stands
_WEIGHT = 4.0  # enough where nothing else is dated; less than what the head states of an article
_TEASER = 4  # words of a link that is another article's headline
_CHANGED = ("updated", "modified")  # class names and microdata


def marked_dates(page: Page, region: Region | None, title: int | None) -> tuple[list[Witness], list[Witness]]:
    """(published, modified) of the `<time>` elements near the title; none where they tell two days of publication.

    One that is called `updated` and stands alone is the theme's only one: it says nothing of a change.
    """
    times = [element for element in page.hints.get("published", ()) if getattr(element, "tag", "") == "time"]
    if title is None or not times:
        return [], []
    published: list[Witness] = []
    modified: list[Witness] = []
    last = max(region.first if region else 0, title + _BELOW)
    for block in page.blocks[max(0, title - ABOVE) : min(last + 1, region.end if region else last + 1)]:
        if block.index > title and page.over(block.index):
            break
        if block.chrome in ("nav", "footer", "aside") or page.prose[block.index] or _offers(page, block):
            continue
        for element, before in _times_in(block, times):
            read = read_stated(page, element.get("datetime") or "", _WEIGHT, "time-element")
            if len(read) != 1 or (block.index < title and is_clock(page, block, read[0].moment, title)):
                continue
            (modified if _is_change(page, element, before) else published).append(read[0])
    if len({each.moment.day for each in published}) > 1:
        return [], []
    return published, modified if published else []


def _times_in(block: Block, times: list[Any]) -> list[tuple[Any, str]]:
    """Each of the elements that stands in the block, with the text since the one before."""
    found: list[tuple[Any, str]] = []
    before = ""
    for piece in block.pieces:
        element: Any = piece.element
        while element is not None and element is not block.element and element not in times:
            element = element.getparent()
        if element is None or element not in times:
            before += piece.text
        elif not any(element is other for other, _ in found):
            found.append((element, before))
            before = ""
    return found


def _offers(page: Page, block: Block) -> bool:
    """True for the line of another article: it links to it, or stands below the link; a link to the page is none."""
    above = page.blocks[max(0, block.index - 1) : block.index]
    for line in (block, *(each for each in above if each.linked > 0.8 and not each.heading)):
        for link in line.links:
            own = page.absolute(link.href)
            away = own is None or page.canonical(own).rstrip("/") != page.canonical(page.url).rstrip("/")
            if away and (word_count(link.text) >= _TEASER or line.linked > 0.8):
                return line is block or word_count(link.text) >= _TEASER
    return False


def _is_change(page: Page, element: Any, before: str) -> bool:
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
    if "published" in names:
        return False
    return any(name in names for name in _CHANGED) or bool(date_labels(page.words).modified.search(fold(before)))

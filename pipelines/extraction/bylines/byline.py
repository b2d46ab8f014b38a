"""The author: the labelled line, the signature below the text, and only then what markup and metadata say."""

from __future__ import annotations

import re

from archive.model import Author
from pipelines.extraction.bylines.claims import claimed, is_own
from pipelines.extraction.bylines.in_text import named_in_text
from pipelines.extraction.bylines.labelled import labelled
from pipelines.extraction.bylines.marked import ACCOUNT, marked
from pipelines.extraction.bylines.printed import printed, with_neighbours
from pipelines.extraction.bylines.signature import Signature, is_after_by, read_signature
from pipelines.extraction.lines.byline_wording import unlabelled
from pipelines.extraction.page import Found, Page
from pipelines.extraction.text.region import Region
from pipelines.extraction.wording.names import (
    is_known_agency,
    is_placeholder,
    split_authors,
    unwrapped,
    without_end_mark,
)

_SIGNED, _PERHAPS = 9.0, 5.0
_PLACE = re.compile(r",[^,]+\s[–—-]\s[^,–—-]+$")
_AROUND = 6  # lines above the title, and from the first of the text, in which a byline may stand


def read_byline(page: Page, region: Region) -> tuple[Found[str] | None, tuple[Author, ...], set[int]]:
    """(author as printed without its label, the same taken apart, the positions of the blocks that are no text)."""
    taken: set[int] = set()
    candidates: list[tuple[float, Found[str]]] = []
    signature = read_signature(page, region)
    if signature:
        taken.update(block.index for block in signature.lines)
        candidates += _signed(page, signature)
    around = page.blocks[max(0, region.title - _AROUND) : region.end]
    candidates += filter(None, (labelled(page, region, block) for block in around))
    opens = region.sure[1].index if len(region.sure) > 1 else region.first  # below a lead
    for block in around:
        candidates += marked(page, block, above_text=block.index <= opens)
    candidates += claimed(page, region)
    candidates += named_in_text(page, region)
    alone: dict[int, tuple[int, ...]] = {}  # candidate -> the lines that it is, which are no text if it is chosen
    for belief, found, lines in printed(page, region):
        alone[len(candidates)] = lines
        candidates.append((belief, found))
    page.heard["author"] = [found for _, found in sorted(candidates, key=lambda each: -each[0])]
    best = max(range(len(candidates)), key=lambda number: candidates[number][0], default=None)
    if best is None:
        return None, (), taken
    taken.update(alone.get(best, ()))
    opening = [block for block in [*region.sure, *region.unsure] if block.index < region.first + _AROUND]
    author = candidates[best][1]
    taken.update(
        block.index
        for block in opening
        if (block.text == author.text and not page.prose[block.index]) or is_after_by(block, page)
    )
    if author.rule == ACCOUNT:
        return author, (), taken
    authors = split_authors(author.value, page.words)
    whole = with_neighbours(page, region, author, [each.name for each in authors])
    if whole.value != author.value:
        authors = split_authors(whole.value, page.words)
    return whole, _without_own(page, whole, authors), taken


def _signed(page: Page, signature: Signature) -> list[tuple[float, Found[str]]]:
    value = unwrapped(without_end_mark(unlabelled(signature.text, page.words)))
    if not value or is_placeholder(value, page.words):
        return []
    sentence = value.endswith(".") and len(value.split()[-1]) > 3  # no initial, no title: a remark
    belief = _SIGNED if signature.sure and not sentence else _PERHAPS
    return [(belief, Found(value, "signature", signature.text))]


def _without_own(page: Page, author: Found[str], authors: tuple[Author, ...]) -> tuple[Author, ...]:
    """The people of a printed byline without the paper, which says where they work; JSON-LD means what it lists."""
    own = [number for number, each in enumerate(authors) if is_own(page, each.name)]
    others = tuple(each for number, each in enumerate(authors) if number not in own)
    if len(own) == 1 and 0 < own[0] == len(authors) - 2 and _PLACE.search(author.value):
        others = authors[: own[0]]  # behind the paper its place: `Ruth Hallam, Harbour Post — Port Ellery`
    people = any(not is_known_agency(each.name, page.words) for each in others)
    return others if people and not author.rule.startswith("json-ld") else authors

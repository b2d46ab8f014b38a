"""Names that the page prints near its title without a label: `By Ruth Hallam`, links to authors, a name by itself."""

from __future__ import annotations

import re

from pipelines.extraction.bylines.claims import names_no_person
from pipelines.extraction.bylines.roles import with_roles
from pipelines.extraction.lines.blocks import Block
from pipelines.extraction.lines.byline_wording import first_name, names_only, without_clock, without_place
from pipelines.extraction.lines.cue_patterns import patterns_of
from pipelines.extraction.page import Found, Page
from pipelines.extraction.text.region import Region
from pipelines.extraction.wording.eastern_names import is_unspaced
from pipelines.extraction.wording.folding import fold
from pipelines.extraction.wording.moments import find_moments
from pipelines.extraction.wording.names import is_name, is_placeholder, trim
from pipelines.extraction.wording.offices import is_office, is_unit
from pipelines.extraction.wording.word_patterns import ended

_ABOVE = 6  # lines above the title in which a byline may stand
_OTHERS = 1  # links that may stand before those to authors: the section, the day
_LINES = 3  # of an item in a list of authors
_PARAGRAPHS = 3  # of running text that may stand above a byline: a lead, and what a box or a summary adds
_NOT_HERE = frozenset({"date", "counter", "tools", "tags", "related", "comments", "other-list", "caption", "promo"})
_JOB = re.compile(r"\s*[,—|]\s*|\s[–-]\s")
_PARTS = 2  # somebody and a job; words of a name, at least
_SPOKEN = 160  # characters of `Speech by Ruth Hallam, Member of the Board, at the conference`
_SAID = 8.0  # `By …`: more than a class name says, less than what the head says too
_ALONE = 8.8  # a writer types it into the text, while a template prints who posted it
_LINKED = 7.5
_POSTED = 4.0
# Where sites keep the pages of their authors; the words are those of addresses.
_AUTHOR_PAGE = re.compile(
    r"/(?:tac-gia|authors?|autor(?:en|es|as?|in|innen|zy)?|auteurs?|autor[ei]|contributors?|columnists?|correspondents?|journalists?"
    r"|journalistes?|reporters?|writers?|staff|by|bylines?|profiles?|people|persons?|firmas?|signataires?|redact(?:eurs?|ores)|yazar(?:lar)?|users?"
    r"|skribent(?:er)?|penulis|szerzok?)/|/@[\w.-]+/?(?:[?#]|$)|[?&]author="
)


Printed = tuple[float, Found[str], tuple[int, ...]]


def printed(page: Page, region: Region) -> list[Printed]:
    """(belief, author, the blocks that are no text for it) for each name near the title."""
    found: list[Printed] = []
    texts = {block.index for block in (*region.sure, *region.unsure)}
    linked: list[tuple[Block, list[str]]] = []
    seen = 0
    for block in page.blocks[max(0, region.title - _ABOVE) : region.end]:
        if page.prose[block.index]:
            seen += block.index in texts
            if seen >= _PARAGRAPHS:
                break
            if block.index == region.first and len(block.text) <= _SPOKEN and (after := _after_by(page, block)):
                found.append(after)
            continue
        if (
            (block.cue in _NOT_HERE and block.cue != "date")
            or block.heading
            or block.chrome in ("nav", "footer", "aside")
            or len(block.text) > 120
        ):
            continue
        after = _after_by(page, block)
        if after:
            found.append(after)
        if block.cue == "date" and (not block.linked or block.index < region.title):
            continue
        names = _linked_names(page, block) if block.linked else []
        if names and linked and _is_next_item(linked[-1][0], block):
            linked[-1] = (block, [*linked[-1][1], *names])
        elif names:
            linked.append((block, names))
        if block.index <= region.first and (named := _with_job(page, block)):
            found.append((_LINKED, Found(named, "with-job", block.text), (block.index,)))
        if not seen and block.index in texts and _opens(page, block):
            found.append((_ALONE, Found(trim(block.text), "first-line", block.text), (block.index,)))
    for block, names in linked:
        found.append((_LINKED, Found(", ".join(dict.fromkeys(names)), "author-link", block.text), ()))
    return found + with_roles(page, region, texts)


def _linked_names(page: Page, block: Block) -> list[str]:
    """The names in a line that link to authors' pages; behind two links to other pages they are what it is about."""
    links = block.links
    first = next((n for n, link in enumerate(links) if _AUTHOR_PAGE.search(link.href)), len(links))
    if first > _OTHERS:
        return []
    return [link.text for link in links[first:] if _AUTHOR_PAGE.search(link.href) and _is_people(page, link.text)]


def _is_next_item(before: Block, block: Block) -> bool:
    """True for the next line of one list of authors: each with a photograph, a role, an address of their own."""
    near = block.index - before.index <= _LINES
    return near and before.path[:-1] == block.path[:-1] and before.tag == block.tag == "li"


def _with_job(page: Page, block: Block) -> str:
    """The byline of a line like `RUTH HALLAM—Correspondent`: somebody, and last what they are; "" for any other."""
    parts = [trim(part) for part in _JOB.split(block.text)] if not block.cue and _JOB.search(block.text) else []
    if len(parts) != _PARTS or len(parts[0].split()) < _PARTS or not is_office(parts[1], page.words):
        return ""
    return ", ".join(parts) if _is_people(page, parts[0]) and not is_office(parts[0], page.words) else ""


def _opens(page: Page, block: Block) -> bool:
    """True for a name, set apart, that opens the text of a page whose head names only the newsroom or an account."""
    if block.tag != "p" or not (block.bold > 0.9 or block.text.isupper()) or not page.words.byline.newsroom:
        return False
    value = trim(block.text)
    parts, openers = re.split(r"\W+", fold(value)), patterns_of(page.words).phrases("openers")
    if len(parts) < _PARTS or any(part in openers for part in parts):
        return False
    return _is_people(page, value) and names_no_person(page)


def _after_by(page: Page, block: Block) -> Printed | None:
    posted = patterns_of(page.words).posted
    around = posted.match(block.key) if posted and block.cue == "date" else None
    if around:
        value = trim(block.text[slice(*around.span(around.lastindex or 0))])
        return (_POSTED, Found(value, "by", block.text), ()) if _is_people(page, value) else None
    match = patterns_of(page.words).match("before_name", block.key)
    if not match and block.cue == "date":  # `Posted on 4 April 2024 by Ruth Hallam`
        ends = [moment.end for moment in find_moments(block.text, page.words)]
        match = patterns_of(page.words).match("before_name", block.key, ends[-1]) if ends else None
    if not match or match.end > len(block.text):
        return None
    named = without_clock(block.text[match.end :], page.words)
    first, *others = re.split(r"\s*[|•·]\s*", names_only(named, page.words))
    # Behind such a sign may stand the next name, the section (`News`), the time to read.
    people = [other for other in others if len(other.split()) > 1 and _is_people(page, other)]
    linked = _linked_names(page, block)  # a role may touch the name: `BY RUTH HALLAM` and `STAFF WRITER`
    if linked and first.startswith(linked[0]):
        first, people = linked[0], linked[1:]
    name, _, role = first.partition(", ")
    if (
        role and not _is_people(page, first) and is_office(role, page.words)
    ):  # `Speech by Ruth Hallam, Member of the Board, at the conference`
        first = name
    value = without_place(", ".join([trim(first_name(first, page.words)), *people]), page.words)
    if (len(value.split()) < 2 and not is_unspaced(value)) or not (_is_people(page, value) or _is_desk(page, value)):
        return None
    poster = re.match(rf"\W*{ended(page.words.byline.poster)}", block.key)
    return _POSTED if poster else _SAID, Found(value, "by", block.text), ()


def _is_people(page: Page, text: str) -> bool:
    return not is_placeholder(text, page.words) and is_name(text, page.words)


def _is_desk(page: Page, text: str) -> bool:
    """True for an office behind `Viết bởi`."""
    return is_unit(text, page.words) and is_name(text, page.words, unit=True)


def with_neighbours(page: Page, region: Region, found: Found[str], names: list[str]) -> Found[str]:
    """The author, and those whose names stand in lines of the same markup beside theirs: heads often name the first."""
    if found.rule in ("signature", "label", "source", "first-line"):
        return found
    keys = {fold(trim(name)) for name in names}
    longest = 2 * max(map(len, names), default=0)
    for block in page.blocks[max(0, region.title - 2 * _ABOVE) : region.end]:
        if len(block.text) > longest or fold(trim(block.text)) not in keys:
            continue
        lines = [block]
        for step in (-1, 1):
            index = block.index + step
            while 0 <= index < len(page.blocks) and _is_like(page, page.blocks[index], block):
                lines.insert(0 if step < 0 else len(lines), page.blocks[index])
                index += step
        listed = list(dict.fromkeys(trim(line.text) for line in lines))
        if keys < {fold(name) for name in listed}:
            return Found(", ".join(listed), f"{found.rule}+beside", " / ".join(listed))
        return found
    return found


def _is_like(page: Page, block: Block, other: Block) -> bool:
    return (
        bool(block.labels)
        and (block.tag, block.labels) == (other.tag, other.labels)
        and len(block.text) <= 60
        and not block.cue
        and _is_people(page, block.text)
    )


__all__ = ["printed", "with_neighbours"]

"""A page about one document of an office, which tells it in rows of a label and what it says, and in no sentence."""

from __future__ import annotations

from typing import NamedTuple

from pipelines.extraction.lines.blocks import Block
from pipelines.extraction.lines.cue_patterns import patterns_of
from pipelines.extraction.lines.date_pairs import date_labels
from pipelines.extraction.page import Found, Page, inside, shared
from pipelines.extraction.text.region import Region
from pipelines.extraction.wording.folding import squeeze, word_count
from pipelines.extraction.wording.phrases import Occurrence

_ABOVE, _BELOW = 16, 40  # lines around the first label in which the other rows are looked for
_FEWEST = 3  # rows that say something; a filter above a list has none
_LINES = 12  # that one row takes, at most
_HEAD = 6  # lines above the rows in which the headline stands
_APART = 6  # lines that may stand between two rows
_NEAR = 3  # elements that part a label from what it says
_TEXT = 400  # characters of running text beside the rows: the document itself, read like any other article
_NUMBER, _TITLE = 3, 15  # letters of a document's number, and of a headline that is part of its subject


class Row(NamedTuple):
    """What a row says, and the lines that it takes. `own`: it is about the document, not about the page."""

    label: str
    value: str
    first: int
    last: int
    own: bool


class Sheet(NamedTuple):
    """The rows, from line `first` to line `last`."""

    rows: tuple[Row, ...]
    subject: str
    number: str
    first: int
    last: int

    def names(self, title: str) -> bool:
        """True for a headline that says the document's number, its subject or a part of it."""
        key, subject, number = squeeze(title), squeeze(self.subject), squeeze(self.number)
        return (len(number) >= _NUMBER and number in key) or (
            bool(subject) and (subject in key or (len(key) >= _TITLE and key in subject))
        )

    def text(self) -> str:
        """The rows as lines."""
        return "\n".join(f"{row.label}: {row.value}" for row in self.rows if row.own)


def read_sheet(page: Page) -> Sheet | None:
    """The rows of the one document that a page is about; None for a list of documents and for any other page."""
    if not page.document.labels:
        return None  # as on nearly all pages
    sheets = _sheets(page)
    if len(sheets) != 1 or _repeats(sheets[0]) or _leads_on(page, sheets[0]) or _stands_in_text(page, sheets[0]):
        return None
    return sheets[0]


def lists_documents(page: Page) -> bool:
    """True for a page that tells of several documents in such rows, and says nothing besides."""
    sheets = _sheets(page) if page.document.labels else []
    told = {index for sheet in sheets for row in sheet.rows for index in range(row.first, row.last + 1)}
    said = sum(len(block.text) for block in page.blocks if page.prose[block.index] and block.index not in told)
    return said < _TEXT and (len(sheets) > 1 or any(_repeats(sheet) or _leads_on(page, sheet) for sheet in sheets))


def settle(
    page: Page, sheet: Sheet, position: int | None, title: Found[str] | None
) -> tuple[int | None, Found[str] | None, Region | None]:
    """The headline's line, the headline and the region of a document; no region where a text stands below its rows.

    The headline is the heading that names the document, else what this says it is about. The days in its rows are those
    of its issue, and none of the page. What it says is text, whatever it looks like.
    """
    for row in sheet.rows:
        for block in page.blocks[row.first : row.last + 1] if row.own else ():
            block.cue = ""
    region = _region(page, sheet, position)
    above = title is not None and (position is None or position < sheet.first)
    if title is not None and (not sheet.subject or (above and sheet.names(title.value))):
        return position, title, region
    for block in page.blocks[max(0, sheet.first - _HEAD) : sheet.first]:
        if block.heading and sheet.names(block.text):
            return block.index, Found(block.text, "visible:document", block.text), region
    subject = Found(sheet.subject, "visible:document", sheet.subject) if sheet.subject else None
    return (None if region else sheet.last), subject, region


def _region(page: Page, sheet: Sheet, position: int | None) -> Region | None:
    end = _end(page, sheet)
    if sum(len(block.text) for block in page.blocks[sheet.last + 1 : end] if page.prose[block.index]) >= _TEXT:
        return None
    lines = page.blocks[sheet.first : sheet.last + 1]
    container = lines[0].path[: min(shared(lines[0].path, line.path) for line in lines)]
    title = position if position is not None and position < sheet.first else sheet.first - 1
    return Region(title, sheet.first, sheet.last, end, container, [line for line in lines if not line.cue])


def _end(page: Page, sheet: Sheet) -> int:
    return next((n for n in range(sheet.last + 1, len(page.blocks)) if _is_below(page, n)), len(page.blocks))


def _is_below(page: Page, index: int) -> bool:
    return page.over(index) or page.blocks[index].chrome in ("nav", "footer", "aside")


def _rows(page: Page) -> list[Row]:
    """All rows around the first label of a document that say something."""
    first = page.document.labels[0]
    lines = page.blocks[max(0, first - _ABOVE) : page.document.labels[-1] + _BELOW]
    opening = {block.index: end for block in lines if (end := _label_end(page, block)) is not None}
    rows: list[Row] = []
    for index, end in opening.items():
        block = page.blocks[index]
        label, value, last = block.text[:end].strip(" :："), block.text[end:].strip(" :："), index
        if not value:
            told = _told(page, block, opening)
            value, last = "\n".join(line.text for line in told), told[-1].index if told else index
        if value and label:
            own = block.cue != "files" and _own_label(page, block) is not None
            rows.append(Row(label, value, index, last, own))
    return rows


def _label_end(page: Page, block: Block) -> int | None:
    """Where the label ends that opens a line: of a row about the document, its files, or a date of the page."""
    if block.chrome in ("nav", "footer", "aside"):
        return None
    match = _own_label(page, block)
    if match is None and block.cue == "files":
        match = patterns_of(page.words).match("files", block.key)
    if match is None and block.cue == "date":
        labels = date_labels(page.words)
        match = labels.published.whole(block.key) or labels.modified.whole(block.key)
    return match.end if match else None


def _own_label(page: Page, block: Block) -> Occurrence | None:
    """The label of a row about the document."""
    patterns = patterns_of(page.words)
    return next(filter(None, (patterns.match(name, block.key) for name in ("subject", "number", "row"))), None)


def _told(page: Page, label: Block, opening: dict[int, int]) -> list[Block]:
    """The lines that say what a label asks for: in its own element, the next cell, the next element."""
    lines: list[Block] = []
    for block in page.blocks[label.index + 1 : label.index + 1 + _LINES]:
        if block.index in opening or block.heading or _is_below(page, block.index):
            break
        depth = shared(label.path, (lines[0] if lines else block).path)
        if depth < len(label.path) - _NEAR or (lines and not inside(block, lines[0].path[: depth + 1])):
            break
        if lines and depth == len(label.path):  # lines of one element
            break
        lines.append(block)
    return lines


def _sheets(page: Page) -> list[Sheet]:
    """All documents of which a page tells in rows, but those that it offers below a list's heading."""
    sheets: list[Sheet] = []
    for rows in _runs(page, _rows(page)):
        sheet = _sheet(page, rows)
        if sheet and not (sheets and any(map(page.over, range(sheets[-1].last + 1, sheet.first)))):
            sheets.append(sheet)
        elif sheet:
            break
    return sheets


def _runs(page: Page, rows: list[Row]) -> list[list[Row]]:
    """Rows that follow one another, with no heading between them."""
    runs: list[list[Row]] = []
    for row in rows:
        between = page.blocks[runs[-1][-1].last + 1 : row.first] if runs else []
        if runs and len(between) < _APART and not any(line.heading or page.over(line.index) for line in between):
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _sheet(page: Page, rows: list[Row]) -> Sheet | None:
    """Rows as those of a document: three that are about it, its number or its subject among them."""
    patterns, subject, number = patterns_of(page.words), "", ""
    for row in rows:
        key = page.blocks[row.first].key
        if patterns.match("subject", key):
            subject = subject or row.value
        elif patterns.match("number", key):
            number = number or row.value
    if sum(row.own for row in rows) < _FEWEST or not (word_count(subject) >= 4 or number):
        return None
    return Sheet(tuple(rows), " ".join(subject.split()), number, rows[0].first, rows[-1].last)


def _repeats(sheet: Sheet) -> bool:
    """True for a list, which says the number or the subject of several documents."""
    labels = [squeeze(row.label) for row in sheet.rows if row.own]
    return len(set(labels)) < len(labels)


def _leads_on(page: Page, sheet: Sheet) -> bool:
    """True for an entry of a list: what the document is about is the link to its own page."""
    for block in page.blocks[sheet.first : sheet.last + 1]:
        if block.links and squeeze(block.links[0].text) == squeeze(sheet.subject):
            return not block.links[0].is_file and page.absolute(block.links[0].href) not in (None, page.url)
    return False


def _stands_in_text(page: Page, sheet: Sheet) -> bool:
    """True for rows below running text, or beside it: above a headline of its own."""
    for block in page.blocks[: sheet.first]:
        if page.prose[block.index] and not block.heading and not sheet.names(block.text):
            return True
    heading = False
    for block in page.blocks[sheet.last + 1 : _end(page, sheet)]:
        if page.prose[block.index]:
            return heading
        heading = heading or block.heading
    return False

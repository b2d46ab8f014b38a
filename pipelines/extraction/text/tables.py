"""Tables of data within the text. What a cell says is text, though it look like a date, a label or a heading."""

from __future__ import annotations

from pipelines.extraction.lines.blocks import Block
from pipelines.extraction.page import Page, inside, shared

_LONGEST = 500  # characters of a cell
_MOST = 600  # lines; a table that is longer lays out a page
_LINES = 2  # that a cell has on average, at most: cells that lay out a page hold many
# Elements from where the paragraphs stand to a table's rows: a row and a cell of the layout, the table itself.
_NEAR = 5
_SITE = frozenset({"visitors", "footer"})


def read_as_text(page: Page, first: int) -> None:
    """Takes the cues off the cells of data tables below the text's first paragraph, block `first`.

    `Thực hiện` heads a column of figures, and `12/8/2019` is one of the days in a list: neither is about the article.
    """
    cued = [block for block in page.blocks[first + 1 :] if block.cue and block.cue != "caption"]
    for block in are_data(page, cued, first):
        block.cue = ""


def are_data(page: Page, blocks: list[Block], first: int) -> list[Block]:
    """Those of the blocks that are cells of a data table which stands in the text, whose first paragraph is `first`."""
    known: dict[int, bool] = {}
    found = []
    for block in blocks:
        depth = row_of(page, block) if block.row else None
        if depth is None or len(block.path) <= depth + 1:
            continue
        number = block.path[depth - 1]
        if number not in known:
            known[number] = _holds_data(page, block, depth, first)
        if known[number]:
            found.append(block)
    return found


def row_of(page: Page, block: Block) -> int | None:
    """The place of the innermost table row in the path of a block."""
    containers = page.document.containers
    return next((n for n in range(len(block.path) - 1, 0, -1) if containers[block.path[n]].tag == "tr"), None)


def _holds_data(page: Page, block: Block, depth: int, first: int) -> bool:
    """True for a table that stands in the text, of two rows and more whose cells say short things and link nowhere.

    A table of the article's own facts (`Ngày đăng | 17/04/2024`) is cues for the most part.
    """
    table = block.path[:depth]
    if shared(table, page.blocks[first].path) + _NEAR < depth or inside(page.blocks[first], table):
        return False
    lines = _lines_of(page, block.index, table)
    rows: dict[int, set[int]] = {}
    for line in lines:
        if len(line.path) <= depth + 1 or line.cue in _SITE or line.chrome or len(line.text) > _LONGEST:
            return False
        rows.setdefault(line.path[depth], set()).add(line.path[depth + 1])
    cells = sum(map(len, rows.values()))
    full = sum(len(row) > 1 for row in rows.values())
    cued = sum(line.cue not in ("", "caption") for line in lines)
    linked = sum(line.linked > 0.5 for line in lines)
    if linked and any(link.is_file for line in lines if line.linked > 0.8 for link in line.links):
        return False  # attached files
    return (
        full > 1
        and 2 * full > len(rows)
        and len(lines) <= min(_MOST, _LINES * cells)
        and 2 * cued < len(lines)
        and 5 * linked <= len(lines)
    )


def _lines_of(page: Page, index: int, table: tuple[int, ...]) -> list[Block]:
    """The lines of a table around block `index`, as many as matter."""
    start = end = index
    while start and end - start <= _MOST and inside(page.blocks[start - 1], table):
        start -= 1
    while end < len(page.blocks) and end - start <= _MOST and inside(page.blocks[end], table):
        end += 1
    return page.blocks[start:end]

"""A menu is one line of a page, whatever its element is called; lists of news are read item by item."""

from __future__ import annotations

import pytest

from pipelines.extraction.lines.document import read_document
from pipelines.extraction.markup.parsing import parse
from tests.extraction.pages import PARAGRAPHS, TITLE, page, read

LABELS = [f"Chuyên mục {number}" for number in range(1, 15)]
NEWS = [f"Khánh thành cầu dân sinh thứ {number} của huyện" for number in range(1, 15)]
TEXT = f"<p>{PARAGRAPHS[0]}</p>"


def items(labels: list[str], attributes: str = "") -> str:
    return f"<ul{attributes}>{''.join(f'<li><a href=/{n}>{label}</a></li>' for n, label in enumerate(labels))}</ul>"


def lines(body: str) -> list[str]:
    root = parse(f"<html><body>{body}</body></html>".encode())
    assert root is not None
    return [block.text for block in read_document(root).blocks]


def test_a_list_of_short_links_above_the_text_is_one_line() -> None:
    assert lines(items(LABELS) + TEXT) == [LABELS[0], PARAGRAPHS[0]]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(TEXT + items(LABELS), id="below the text"),
        pytest.param(items(LABELS[:11]) + TEXT, id="of eleven"),
        pytest.param(items(NEWS) + TEXT, id="of headlines"),
        pytest.param(items(LABELS, " class='breadcrumb'") + TEXT, id="called a trail of crumbs"),
        pytest.param(items([f"{label}</a> và lời <a>" for label in LABELS]) + TEXT, id="with words of its own"),
    ],
)
def test_other_lists_are_read_item_by_item(body: str) -> None:
    assert len(lines(body)) >= 12


def test_what_stands_below_a_menu_is_read_as_without_it() -> None:
    plain, with_menu = read(page()), read(page(top=items(LABELS)))
    assert (with_menu.title, with_menu.published, with_menu.body) == (TITLE, plain.published, plain.body)


def test_a_short_page_with_a_large_menu_is_no_gate() -> None:
    """What the menu holds counts for the size of the page, though one line stands for it."""
    root = parse(f"<html><body>{items(LABELS * 9)}<h1>{TITLE}</h1></body></html>".encode())
    assert root is not None
    assert read_document(root).size > 600

"""What no reader sees is cut before a page is parsed, and nothing else."""

from __future__ import annotations

import pytest

from pipelines.extraction.markup.lightening import lightened
from tests.extraction.pages import TITLE, page, read

CODE = "var shown = [1, 2, 3]; function show(x) { return x < shown.length; }"


@pytest.mark.parametrize(
    ("written", "left"),
    [
        (f"<script>{CODE}</script>", "<script></script>"),
        (f'<SCRIPT src="/a.js" defer>{CODE}</SCRIPT>', '<SCRIPT src="/a.js" defer></SCRIPT>'),
        (f'<script data-if="a>b">{CODE}</script>', '<script data-if="a>b"></script>'),
        (f"<style>{CODE}</style>", "<style></style>"),
        (f'<svg viewBox="0 0 9 9"><path d="{CODE}"/></svg>', '<svg viewBox="0 0 9 9"></svg>'),
        (f"<!-- {CODE} -->", ""),
        ("<!--[if IE]><p>Trình duyệt cũ</p><![endif]-->", ""),
        ("<!--><p>Đoạn này hiện ra</p><!-- hết -->", "<p>Đoạn này hiện ra</p>"),
    ],
)
def test_what_no_reader_sees_is_cut(written: str, left: str) -> None:
    assert lightened(f"<p>Trước</p>{written}<p>Sau</p>".encode()) == f"<p>Trước</p>{left}<p>Sau</p>".encode()


@pytest.mark.parametrize(
    "written",
    [
        f'<script type="application/ld+json">{{"headline": "{TITLE}", "keywords": "một, hai, ba"}}</script>',
        f"<script>document.write('<script>{CODE}')</script>",
        f"<script>{CODE}",
        f"<svg><svg><path d='{CODE}'/></svg></svg>",
        f"<!-- {CODE}",
        f'<p title="<script>">{CODE} <b>và chữ</b></p>',
    ],
)
def test_what_is_not_certain_stays(written: str) -> None:
    body = f"<p>Trước</p>{written}<p>Sau</p>".encode()
    assert lightened(body) == body


def test_pages_in_two_bytes_a_letter_come_back_as_they_are() -> None:
    body = f"<p>Trước</p><script>{CODE}</script>".encode("utf-16")
    assert lightened(body) == body


def test_a_page_reads_the_same_with_scripts_between_its_lines() -> None:
    between = f"<!-- {CODE} --><script>{CODE}</script><style>{CODE}</style>"
    assert read(page().replace(b"<p>", f"{between}<p>".encode())).body == read(page()).body

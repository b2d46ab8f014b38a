"""A gate, a form to log in or an empty page in place of a listing is a rejection, and no sign of the portal."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.crawler.test_guard import crawl
from tests.crawler.test_robots import CHALLENGE, GATE, LOGIN
from tests.crawler.tiny_portal import Answer, Page, TinyPortal, article, listing

EMPTY = b"<html><body><div></div></body></html>"


def reasons(folder: Path) -> set[str]:
    with closing(sqlite3.connect(folder / "data" / "archive.db")) as db:
        return {reason for (reason,) in db.execute("SELECT reason FROM rejections")}


@pytest.mark.parametrize(
    ("body", "reason"), [(GATE, "blocked"), (CHALLENGE, "blocked"), (LOGIN, "login"), (EMPTY, "empty")]
)
def test_a_portal_that_shows_nothing_else_is_unreachable(tmp_path: Path, body: bytes, reason: str) -> None:
    pages: dict[str, Page] = {"/": Answer(body), "/robots.txt": Answer(b"", 404)}
    with TinyPortal(pages).serving() as tiny:
        summary = crawl(tiny, tmp_path, exit_code=3)
    assert (summary["outcome"], summary["new"], summary["rejected"]) == ("unreachable", 0, 1)
    assert reasons(tmp_path) == {reason}


def test_once_the_gate_is_gone_the_crawl_goes_on(tmp_path: Path) -> None:
    pages: dict[str, Page] = {
        "/": Answer(GATE),
        "/bai-1": article("Hội nghị tổng kết"),
        "/robots.txt": Answer(b"", 404),
    }
    with TinyPortal(pages).serving() as tiny:
        crawl(tiny, tmp_path, exit_code=3)
        tiny.pages["/"] = listing("/bai-1")
        assert crawl(tiny, tmp_path)["new"] == 1


def test_a_first_page_with_a_form_to_log_in_beside_its_menu_is_the_portals(tmp_path: Path) -> None:
    menu = b'<html><body><a href="/?page=2">Trang 2</a><form><input type="password"></form></body></html>'
    pages: dict[str, Page] = {"/": Answer(menu), "/?page=2": listing("/bai-1"), "/bai-1": article("Hội nghị tổng kết")}
    with TinyPortal(pages).serving() as tiny:
        summary = crawl(tiny, tmp_path)
    assert (summary["outcome"], summary["new"], summary["rejected"]) == ("complete", 1, 0)

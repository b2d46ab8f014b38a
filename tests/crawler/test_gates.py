"""A gate, a form to log in or an empty page in place of a listing is a rejection, and no sign of the portal."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.crawler.test_guard import crawl, crawl_all
from tests.crawler.test_robots import CHALLENGE, GATE, LOGIN
from tests.crawler.tiny_portal import Answer, Page, TinyPortal, article, listing
from tests.forked import govnews

EMPTY = b"<html><body><div></div></body></html>"


STANDING_IN = {"a script": (GATE, "blocked"), "a challenge": (CHALLENGE, "blocked"), "a login": (LOGIN, "login")}
STANDING_IN["nothing"] = (EMPTY, "empty")


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[dict[str, Any], set[str]]]:
    """What one run over a portal for each page said, and the reasons it gave."""
    folder = tmp_path_factory.mktemp("gates")
    tiny = [
        TinyPortal({"/": Answer(body), "/robots.txt": Answer(b"", 404)}, host=f"127.0.5.{number}")
        for number, (body, _) in enumerate(STANDING_IN.values(), 1)
    ]
    summaries = crawl_all(tiny, folder, exit_code=3)
    with closing(sqlite3.connect(folder / "data" / "archive.db")) as db:
        found = list(db.execute("SELECT crawl_id, reason FROM rejections"))
    return {
        name: (summary, {reason for crawl_id, reason in found if crawl_id == summary["crawl_id"]})
        for name, summary in zip(STANDING_IN, summaries, strict=True)
    }


@pytest.mark.parametrize("page", STANDING_IN)
def test_a_portal_that_shows_nothing_else_is_unreachable(
    crawled: dict[str, tuple[dict[str, Any], set[str]]], page: str
) -> None:
    summary, reasons = crawled[page]
    assert (summary["outcome"], summary["new"], summary["rejected"]) == ("unreachable", 0, 1)
    assert reasons == {STANDING_IN[page][1]}


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


@pytest.mark.parametrize(
    ("path", "page", "why"),
    [
        (
            "/",
            Answer(b'<meta http-equiv="refresh" content="0; url=/vi">'),
            "blocked: only sends the reader on: 0; url=/vi",
        ),
        ("/rss.xml", Answer(status=404), "missing: answered 404"),
        (
            "/rss.xml",
            Answer(b"<html><body><h1>Tin m\xe1\xbb\x9bi</h1></body></html>"),
            "not-article: feed: neither RSS nor",
        ),
    ],
)
def test_what_the_portal_file_names_and_gives_nothing_is_told(
    tmp_path: Path, path: str, page: Answer, why: str
) -> None:
    tiny = TinyPortal({"/": listing("/bai-1"), "/bai-1": article("B\u00e0i c\u1ee7a x\u00e3"), path: page})
    file = tiny.portal_file(tmp_path / "portals") / "tiny.toml"
    file.write_text('feeds = ["/rss.xml"]\n' + file.read_text(encoding="utf-8"), encoding="utf-8")
    with tiny.serving():
        done = govnews("crawl", "--data", tmp_path / "data", "--portals", file.parent)
    said = f"{tiny.home.rstrip('/')}{path}, which the portal file names, gave nothing ({why}"
    assert said in done.stderr

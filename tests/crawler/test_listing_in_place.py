"""A portal may answer 200 with its home page, or a listing, where an article was: then the article is gone."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from archive import Archive
from archive.timestamps import timestamp
from crawler.shown import Shown
from tests.crawler.test_guard import crawl
from tests.crawler.tiny_portal import Answer, Page, TinyPortal, article, listing

NEWS = [f"/bai-{number}" for number in range(8)]
GONE = "/bai-3"
LEFT = [path for path in NEWS if path != GONE]


class OneByOne(TinyPortal):
    """One that is asked one by one, as portals are: its listings have answered before articles are looked at again."""

    def portal_file(
        self, folder: Path, *, name: str = "tiny", delay: float = 0, concurrency: int = 1, more: str = ""
    ) -> Path:
        return super().portal_file(folder, name=name, delay=delay, concurrency=concurrency, more=more)


def portal() -> TinyPortal:
    pages: dict[str, Page] = {path: article(f"Bài có thật {path}") for path in NEWS}
    return OneByOne({**pages, "/": listing(*NEWS)})


def back_a_day(data: Path) -> None:
    """Makes what was noted so far a day and more older, as if the crawls had been days apart."""
    with closing(sqlite3.connect(data / "archive.db")) as db, db:
        for row, at in db.execute("SELECT id, at FROM observations").fetchall():
            earlier = datetime.fromisoformat(at) - timedelta(hours=25)
            db.execute("UPDATE observations SET at = ? WHERE id = ?", [timestamp(earlier), row])


def gone(data: Path) -> list[tuple[str, str]]:
    with Archive.open(data) as archive:
        rows = archive.db.execute("SELECT url, evidence FROM observations WHERE kind = 'gone' ORDER BY at")
        return [("/" + url.rpartition("/")[2], evidence) for url, evidence in rows]


def counter_page(*links: str) -> Page:
    """A home page that is never the same twice."""
    shown = iter(range(1000))
    return lambda: Answer(listing(*links).body.replace(b"</body>", f"<p>{next(shown)}</p></body>".encode()))


@pytest.mark.parametrize("page", [listing(*LEFT), counter_page(*LEFT)], ids=["same bytes", "other bytes"])
def test_two_looks_a_day_apart_remove_it(tmp_path: Path, page: Page) -> None:
    tiny, data = portal(), tmp_path / "data"
    with tiny.serving():
        assert crawl(tiny, tmp_path)["new"] == len(NEWS)
        tiny.pages |= {"/": page, GONE: page}
        first = crawl(tiny, tmp_path, "--full")
        assert (gone(data), first["removed"], first["rejected"]) == ([(GONE, "soft-404")], 0, 0)
        back_a_day(data)
        assert crawl(tiny, tmp_path, "--full")["removed"] == 1
        assert gone(data) == [(GONE, "soft-404")] * 2
        tiny.pages[GONE] = article(f"Bài có thật {GONE}")
        crawl(tiny, tmp_path, "--full")
    with Archive.open(data) as archive:
        assert archive.article(tiny.home + GONE[1:]).removed_at is None, "it is back"


def test_so_does_a_page_that_is_known_by_its_bytes_only(tmp_path: Path) -> None:
    """The home page says 304: what it shows is not looked at again."""
    still = Answer(listing(*NEWS).body, headers=(("ETag", '"1"'),))
    tiny = portal()
    tiny.pages["/"] = still
    with tiny.serving():
        crawl(tiny, tmp_path)
        tiny.pages[GONE] = Answer(still.body)
        crawl(tiny, tmp_path, "--full")
    assert gone(tmp_path / "data") == [(GONE, "soft-404")]


def test_a_page_that_nobody_can_read_is_not_gone(tmp_path: Path) -> None:
    """A new layout, say: it has links, but they are not those of a listing."""
    tiny = portal()
    with tiny.serving():
        crawl(tiny, tmp_path)
        tiny.pages[GONE] = listing("/bai-0", "/bai-1", "/bai-50", "/bai-51", "/bai-52")
        summary = crawl(tiny, tmp_path, "--full")
    assert gone(tmp_path / "data") == []
    with Archive.open(tmp_path / "data") as archive:
        rows = archive.db.execute(
            "SELECT url, reason FROM rejections WHERE crawl_id = ? AND capture_id IN (SELECT id FROM captures WHERE"
            " status = 200)",
            [summary["crawl_id"]],
        )
        assert json.dumps(rows.fetchall()) == json.dumps([[tiny.home + GONE[1:], "not-article"]])


def test_the_box_of_the_latest_news_is_no_listing() -> None:
    box = ["/1", "/2", "/3", "/4"]
    shown = Shown()
    shown.add("/empty-category", box)
    assert shown.listing_like(box) == "/empty-category"
    shown.add("/category", [*box, "/7", "/8"])
    assert shown.listing_like(box) is None
    assert shown.listing_like([*box, "/7", "/8", "/9"]) == "/category"
    assert shown.listing_like([]) is None
    shown.add("/category", ["/20", "/21", "/22"])
    assert shown.listing_like(["/20", "/21", "/22"]) is None, "a further page, which is asked for at the same address"

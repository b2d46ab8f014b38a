"""When an address is visited again without anybody asking."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive import Archive
from archive.rows.frontier_rows import FrontierRow
from archive.timestamps import timestamp
from crawler.frontier import Frontier
from crawler.revisits import RevisitPolicy
from crawler.visits import Visits
from pipelines.items import Answer
from tests.crawler.test_guard import crawl
from tests.crawler.tiny_portal import Answer as Sent
from tests.crawler.tiny_portal import TinyPortal, article, listing

URL = "https://songmay.gov.vn/bai-1"
START = datetime(2024, 5, 1, tzinfo=UTC)


def waits(times: int, *, for_now: bool = False) -> list[float]:
    """Days between visits to an address that gives nothing, each made when it is due."""
    rows = [FrontierRow(url=URL, kind="article", state="done", found_at=timestamp(START), visited_at=timestamp(START))]
    visits = Visits(frontier := Frontier(rows), RevisitPolicy(), lambda _: None)
    now, found = START, []
    for _ in range(times):
        visits.gave_nothing(URL, Answer("c", now), for_now=for_now)
        row = frontier.row(URL)
        due = datetime.fromisoformat((row and row.next_visit) or "")
        found.append((due - now) / timedelta(days=1))
        now = due
    return found


def test_what_gives_nothing_is_looked_at_ever_more_seldom() -> None:
    assert waits(4) == [2, 3, 4.5, 6.75]
    assert waits(100)[-1] == 180
    assert waits(3, for_now=True) == [2, 2, 2]


def test_an_article_that_is_back_is_looked_at_as_before(tmp_path: Path) -> None:
    tiny = TinyPortal({"/": listing("/bai-1"), "/bai-1": article("Họp thôn")})

    def row() -> tuple[int, float]:
        with Archive.open(tmp_path / "data") as archive:
            times, days = archive.db.execute(
                "SELECT in_vain, round(julianday(next_visit) - julianday(visited_at), 1) FROM frontier"
                " WHERE kind = 'article'"
            ).fetchone()
            return times, days

    with tiny.serving():
        crawl(tiny, tmp_path)
        at_first = row()
        there, tiny.pages["/bai-1"] = tiny.pages["/bai-1"], Sent(b"not here", 404)
        for times, days in ((1, 2.0), (2, 3.0)):
            crawl(tiny, tmp_path, "--full")
            assert row() == (times, days)
        tiny.pages["/bai-1"] = Sent(b"<html><body><h1>Access denied</h1></body></html>", 403)
        crawl(tiny, tmp_path, "--full")
        assert row() == (1, 2.0), "a gate may be taken down again"
        tiny.pages["/bai-1"] = there
        crawl(tiny, tmp_path, "--full")
        assert row() == at_first

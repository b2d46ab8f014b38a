"""`lastmod` makes a crawl look sooner or later; it is never the reason why something is missed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from archive.rows.frontier_rows import FrontierRow
from archive.timestamps import timestamp
from crawler.discovery.lastmod import LastMod
from crawler.frontier import Frontier
from pipelines.page_links import Link

NOW = datetime.now(UTC)
SITEMAP = "https://a.gov.vn/sitemap-1.xml"


@pytest.mark.parametrize(
    ("text", "surely", "maybe"),
    [
        ("2024-06-05T08:00:00+07:00", False, False),
        ("2024-06-05T08:00:01+07:00", True, True),
        ("2024-06-05T01:00:01Z", True, True),
        ("2024-06-05", False, True),  # before or after one o'clock, nobody knows
        ("2024-06-06", False, True),  # begins on 5 June, ten o'clock UTC, at the earliest: but for that, in the east
        ("2024-06-07", True, True),
        ("2024-06-04", False, True),  # may end on the 5th, noon UTC, in the west
        ("2024-06-03", False, False),
    ],
)
def test_a_day_is_as_long_as_it_lasts_somewhere(text: str, surely: bool, maybe: bool) -> None:
    visited = datetime(2024, 6, 5, 1, 0, tzinfo=UTC) if text != "2024-06-06" else datetime(2024, 6, 5, 11, tzinfo=UTC)
    said = LastMod.of(text)
    assert said is not None
    assert (said.surely_after(visited), said.maybe_after(visited)) == (surely, maybe)


@pytest.mark.parametrize("text", ["", "2024", "2024-06", "yesterday", "0001-01-01", "9999-12-31", "2024-06-05T25:00"])
def test_what_is_no_day_says_nothing(text: str) -> None:
    assert LastMod.of(text) is None


def visited(number: int, days_ago: float = 3.0) -> FrontierRow:
    at = timestamp(NOW - timedelta(days=days_ago))
    due = timestamp(NOW + timedelta(days=100))
    url = f"https://a.gov.vn/tin/{number}"
    return FrontierRow(url=url, kind="article", state="done", found_at=at, visited_at=at, next_visit=due)


def named(number: int, modified: str) -> Link:
    return Link(f"https://a.gov.vn/tin/{number}", "article", "", modified=modified)


def given(frontier: Frontier) -> list[str]:
    rows = iter(frontier.next, None)
    return [row.url for row in rows]


def test_an_article_that_a_sitemap_calls_changed_is_due() -> None:
    frontier = Frontier([visited(number) for number in range(50)])
    links = [named(7, timestamp(NOW - timedelta(days=1)))]
    links += [named(number, timestamp(NOW - timedelta(days=30))) for number in range(50) if number != 7]
    frontier.found(links, SITEMAP, NOW)
    assert given(frontier) == ["https://a.gov.vn/tin/7"]


def test_a_sitemap_that_calls_everything_changed_is_not_believed() -> None:
    frontier = Frontier([visited(number) for number in range(50)])
    frontier.found([named(number, timestamp(NOW)) for number in range(50)], SITEMAP, NOW)
    assert given(frontier) == []


def sitemap(url: str, *, days_ago: float, dated: bool) -> FrontierRow:
    """A sitemap as a crawl so many days ago left it."""
    frontier = Frontier([FrontierRow(url=url, kind="sitemap", state="new", found_at=timestamp(NOW))])
    if dated:
        frontier.found_sitemaps([(url, "2020-01-01")])
    frontier.visited(url, NOW - timedelta(days=days_ago))
    [row] = frontier.changes()
    return row


@pytest.mark.parametrize(
    ("days_ago", "dated", "lastmod", "asked"),
    [
        (1, True, "2020-01-01", False),  # not changed since
        (1, True, "2190-01-01", True),
        (8, True, "2020-01-01", True),  # so it says; after a week it is looked at all the same
        (1, False, "", True),  # says nothing
        (1, False, "2020-01-01", True),  # said nothing when it was read last
    ],
)
def test_a_sitemap_that_its_index_calls_unchanged_can_wait(
    days_ago: float, dated: bool, lastmod: str, asked: bool
) -> None:
    frontier = Frontier([sitemap(SITEMAP, days_ago=days_ago, dated=dated)])
    frontier.found_sitemaps([(SITEMAP, lastmod)])
    assert given(frontier) == ([SITEMAP] if asked else [])


def test_an_index_that_answers_304_lets_its_sitemaps_wait() -> None:
    frontier = Frontier([sitemap(SITEMAP, days_ago=1, dated=True)])
    assert given(frontier) == []
    frontier = Frontier([sitemap(SITEMAP, days_ago=8, dated=True)])
    assert given(frontier) == [SITEMAP]
    frontier.visited(SITEMAP, NOW)
    assert [row.next_visit is not None for row in frontier.changes()] == [True], "and so it does from now on"

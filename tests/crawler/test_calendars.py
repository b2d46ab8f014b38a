"""Listings of days and months: those that are over are not asked for every day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from archive.rows.frontier_rows import FrontierRow
from crawler.discovery.calendars import Period, period_of
from crawler.frontier import Frontier
from tests.crawler.test_guard import crawl
from tests.crawler.tiny_portal import Page, TinyPortal, article, listing

HOME = "https://songmay.gov.vn"
PERIODS = {
    "/lich/2024/05/": Period(2024, 5),
    "/lich/2024/5": Period(2024, 5),
    "/lich/2024-05-17": Period(2024, 5, 17),
    "/2024/05/17/": Period(2024, 5, 17),
    "/lich?ngay=17/05/2024": Period(2024, 5, 17),
    "/lich?ngay=17%2F05%2F2024": Period(2024, 5, 17),
    "/lich?date=2024-05-17&muc=3": Period(2024, 5, 17),
    "/lich/05-2024": Period(2024, 5),
    "/lich?month=5&year=2024": Period(2024, 5),
    "/lich?nam=2024&ngay=7&thang=5": Period(2024, 5, 7),
    "/lich?nam=2024": Period(2024),
    "/lich?day=7&year=2024": Period(2024),
    "/": None,
    "/tin-tuc/?page=5": None,
    "/nhiem-ky-2021-2026/": None,
    "/dai-hoi-2020-12/": None,
    "/van-ban/123456/7": None,
    "/tin?thang=5": None,
    "/tin?id=20245": None,
}


@pytest.mark.parametrize(("path", "period"), PERIODS.items())
def test_an_address_names_its_period(path: str, period: Period | None) -> None:
    assert period_of(HOME + path) == period


@pytest.mark.parametrize(
    ("period", "over"),
    [
        (Period(2024, 5, 16), True),
        (Period(2024, 5, 17), False),
        (Period(2024, 5), False),
        (Period(2024, 4), True),
        (Period(2024), False),
        (Period(2023), True),
    ],
)
def test_when_it_is_over(period: Period, over: bool) -> None:
    assert period.is_over(date(2024, 5, 17)) is over


def due_after(path: str, days: float, *, full: bool = False) -> bool:
    """Whether a listing is due again so many days after it was visited."""
    visited = datetime.now(UTC) - timedelta(days=days)
    frontier = Frontier([])
    frontier.begin_with("listing", [HOME + path])
    frontier.visited(HOME + path, visited)
    known: list[FrontierRow] = frontier.changes()
    return len(Frontier(known, full=full)) == 1


def test_months_that_are_over_wait_and_the_present_one_does_not() -> None:
    now = datetime.now(UTC)
    assert due_after(f"/lich/{now.year}/{now.month:02}", 0.01)
    assert due_after("/tin-tuc", 0.01)
    assert not due_after("/lich/2019/05", 0.01)
    assert not due_after("/lich/2019/05", 59)
    assert due_after("/lich/2019/05", 61)
    assert due_after("/lich/2019/05", 0.01, full=True)


def test_a_month_is_visited_once_more_when_it_is_over() -> None:
    last_day = datetime.now(UTC).replace(day=1) - timedelta(days=1)
    month = f"{HOME}/lich/{last_day.year}/{last_day.month:02}"
    frontier = Frontier([])
    frontier.begin_with("listing", [month])
    frontier.visited(month, last_day)
    assert len(Frontier(frontier.changes())) == 1


def test_where_ten_of_a_shape_bear_nothing_the_next_ones_wait_for_a_week() -> None:
    months = [f"{HOME}/lich?thang={number}" for number in range(1, 15)]
    for days, due in ((1, 9), (8, 14)):
        visited = datetime.now(UTC) - timedelta(days=days)
        frontier = Frontier([])
        frontier.begin_with("listing", months)
        for month in months:
            frontier.found([], month, visited)
            frontier.visited(month, visited)
        assert len(Frontier(frontier.changes())) == due


def test_known_months_of_a_calendar_are_not_asked_for_again(tmp_path: Path) -> None:
    months = [f"/?page=1&thang={month:02}-2019" for month in range(1, 13)]
    news: dict[str, Page] = {f"/bai-{month}": article(f"Bài có thật số {month}") for month in range(1, 13)}
    pages: dict[str, Page] = {address: listing(path, *months) for address, path in zip(months, news, strict=True)}
    tiny = TinyPortal({"/": listing(*months), **pages, **news})
    with tiny.serving():
        assert crawl(tiny, tmp_path)["new"] == 12
        tiny.asked.clear()
        crawl(tiny, tmp_path)
        assert [path for path in tiny.asked if "thang" in path] == []
        crawl(tiny, tmp_path, "--full")
        assert sum("thang" in path for path in tiny.asked) == 12

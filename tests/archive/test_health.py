"""A portal is held against its own past: what falls is told, what varies is not."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from archive import Store
from archive.health.alarms import Alarm
from archive.health.health import health_of
from archive.model import PLATFORM, Article, Evidence
from archive.rows.frontier_rows import FrontierRow
from archive.timestamps import timestamp
from portals import Portal
from tests.archive.conftest import Writing

BODY = "Đảng viên gương mẫu."


def crawl(
    store: Store,
    portal: Portal,
    first: int,
    articles: int,
    *,
    dated: int | None = None,
    rejected: int = 0,
    platform: str | None = None,
) -> str:
    """One crawl that reads so many articles, of which the first `dated` have a date, and rejects so many pages."""
    evidence = {PLATFORM: Evidence(platform, "td-post-content")} if platform else {}
    writing = Writing(store, portal)
    for number in range(first, first + articles):
        url = f"https://songmay.vn/bai-{number}"
        capture = writing.keep(url, f"page {number}".encode())
        published = "2024-05-01" if dated is None or number < first + dated else None
        article = Article(url=url, title=f"Bài {number}", body=BODY, published=published, evidence=evidence)
        writing.writer.observe(article, capture, timestamp(writing.now))
    for number in range(rejected):
        url = f"https://songmay.vn/bai-hong-{first}-{number}"
        capture = writing.keep(url, f"broken {first} {number}".encode())
        writing.writer.reject(url, timestamp(writing.now), "not-article", "no title", capture)
    writing.writer.end("complete")
    return writing.writer.crawl_id


def taken_down(store: Store, portal: Portal, first: int, articles: int, *, still: int = 0) -> str:
    """One crawl in which so many articles answer 404, and others are still there."""
    writing = Writing(store, portal)
    for number in range(first, first + articles + still):
        url = f"https://songmay.vn/bai-{number}"
        body = f"page {number}" if number < first + still else f"no page {number}"
        capture = writing.keep(url, body.encode())
        at = timestamp(writing.now)
        if number < first + still:
            assert writing.writer.unchanged(url, capture, at)
        else:
            writing.writer.absences.gone(url, at, "404", "404", portal_alive=True, capture=capture)
    writing.writer.end("complete")
    return writing.writer.crawl_id


def alarms(store: Store, portal: Portal) -> list[Alarm]:
    return health_of(store.db.conn, portal.id).alarms


def test_a_field_that_is_lost_is_told_with_the_last_good_page_and_the_new_one(store: Store, portal: Portal) -> None:
    crawl(store, portal, 0, 30)
    assert alarms(store, portal) == []
    crawl(store, portal, 100, 4, dated=0)
    [alarm] = alarms(store, portal)
    assert (alarm.kind, alarm.field, alarm.before, alarm.now, alarm.articles) == ("coverage", "published", 1.0, 0.0, 4)
    assert alarm.last_good is not None
    assert alarm.new is not None
    assert alarm.last_good.url == "https://songmay.vn/bai-29"
    assert alarm.new.url == "https://songmay.vn/bai-103"
    assert "published was in 100% of articles, and is in 0% of 4" in str(alarm)
    crawl(store, portal, 200, 5)
    assert alarms(store, portal) == [], "it is read again"


@pytest.mark.parametrize(("articles", "dated"), [(1, 0), (2, 1), (10, 8)])
def test_chance_raises_no_alarm(store: Store, portal: Portal, articles: int, dated: int) -> None:
    crawl(store, portal, 0, 30, dated=28)
    crawl(store, portal, 100, articles, dated=dated)
    assert alarms(store, portal) == []


def test_articles_that_are_gone_many_at_once_are_told(store: Store, portal: Portal) -> None:
    crawl(store, portal, 0, 30)
    taken_down(store, portal, 0, 1, still=9)
    assert alarms(store, portal) == [], "an article may be taken down"
    taken_down(store, portal, 10, 6, still=2)
    [alarm] = alarms(store, portal)
    assert (alarm.kind, alarm.now, alarm.articles) == ("removals", 0.75, 8)
    assert alarm.new is not None
    assert alarm.new.url == "https://songmay.vn/bai-17"
    assert "of articles asked for were gone, and of 8 now 75%" in str(alarm)
    crawl(store, portal, 100, 5)
    assert alarms(store, portal) == [], "new ones are there"


def test_without_a_past_there_is_no_alarm(store: Store, portal: Portal) -> None:
    crawl(store, portal, 0, 10)
    crawl(store, portal, 100, 10, dated=0)
    assert alarms(store, portal) == []


def test_a_platform_whose_signs_are_gone_is_told_though_every_field_is_read(store: Store, portal: Portal) -> None:
    crawl(store, portal, 0, 30, platform="baotinh")
    crawl(store, portal, 100, 5)
    [alarm] = alarms(store, portal)
    assert (alarm.kind, alarm.before, alarm.now, alarm.articles) == ("platform", 1.0, 0.0, 5)
    assert alarm.last_good is not None
    assert alarm.last_good.url == "https://songmay.vn/bai-29"
    assert alarm.new is not None
    assert alarm.new.url == "https://songmay.vn/bai-104"


def test_what_earlier_releases_did_not_state_is_no_past(store: Store, portal: Portal) -> None:
    first = crawl(store, portal, 0, 30, platform="baotinh")
    with store.db.conn:
        store.db.conn.execute("DELETE FROM coverage WHERE crawl_id = ? AND field = 'platform'", [first])
    crawl(store, portal, 100, 10)
    assert alarms(store, portal) == []


def test_pages_that_are_no_articles_any_more_are_told(store: Store, portal: Portal) -> None:
    crawl(store, portal, 0, 30, rejected=2)
    crawl(store, portal, 100, 1, rejected=12)
    [alarm] = alarms(store, portal)
    assert (alarm.kind, alarm.articles, round(alarm.now, 2), round(alarm.before, 4)) == ("rejections", 13, 0.92, 0.0625)
    assert alarm.new is not None
    assert alarm.new.url.startswith("https://songmay.vn/bai-hong-100-")


def set_start(db: sqlite3.Connection, crawl_id: str, days: float) -> None:
    at = timestamp(datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=days))
    db.execute("UPDATE crawls SET started_at = ? WHERE id = ?", [at, crawl_id])
    db.commit()


def test_a_portal_of_which_no_page_ever_was_an_article_is_told(store: Store, portal: Portal) -> None:
    crawl(store, portal, 0, 0, rejected=2)
    assert alarms(store, portal) == []  # two pages say little
    last = crawl(store, portal, 50, 0, rejected=9)
    [alarm] = alarms(store, portal)
    assert (alarm.kind, alarm.articles, alarm.last_good) == ("nothing", 11, None)
    assert alarm.new is not None
    assert "bai-hong-50-" in alarm.new.url
    assert str(alarm).startswith(f"{portal.id}: none of 11 pages was an article, and none ever was; now: https://")
    with store.db.conn:
        store.db.conn.execute("UPDATE crawls SET rules = 'mended' WHERE id = ?", [last])
    crawl(store, portal, 100, 1, rejected=9)
    assert alarms(store, portal) == []


def only_listings(store: Store, portal: Portal, *named: str) -> None:
    """One crawl that is shown a listing, which names these articles, and asks for none of them."""
    writing = Writing(store, portal)
    writing.keep("https://songmay.vn/", b"a listing")
    at = timestamp(writing.now)
    writing.writer.frontier([FrontierRow(url=url, kind="article", state="new", found_at=at) for url in named])
    writing.writer.end("complete")


def test_a_portal_whose_pages_never_named_an_article_is_told(store: Store, portal: Portal) -> None:
    only_listings(store, portal)
    [alarm] = alarms(store, portal)
    assert (alarm.kind, alarm.articles) == ("nothing", 0)
    assert str(alarm).startswith(f"{portal.id}: no page named an article, and none ever did: compare its links with")
    assert "; now: https://songmay.vn/ (capture " in str(alarm)
    crawl(store, portal, 0, 1)
    assert alarms(store, portal) == []
    only_listings(store, portal)
    assert alarms(store, portal) == []


def test_a_portal_that_forbids_its_articles_names_them_all_the_same(store: Store, portal: Portal) -> None:
    only_listings(store, portal, "https://songmay.vn/bai-1")
    assert alarms(store, portal) == []


def test_a_silence_longer_than_ever_is_told(store: Store, portal: Portal) -> None:
    for number, day in enumerate([0, 1, 2, 5, 6, 7]):  # the longest gap is three days
        set_start(store.db.conn, crawl(store, portal, 10 * number, 5), day)
    last = crawl(store, portal, 0, 0)
    set_start(store.db.conn, last, 12)
    assert alarms(store, portal) == [], "five days are not yet twice as long"
    set_start(store.db.conn, last, 14)
    [alarm] = alarms(store, portal)
    assert (alarm.kind, alarm.before, alarm.now) == ("silence", 3.0, 7.0)


def daily(store: Store, portal: Portal, days: range, articles: int, *, dated: int | None = None) -> None:
    """A crawl a day."""
    for day in days:
        set_start(store.db.conn, crawl(store, portal, 100 * day, articles, dated=dated), day)


def test_a_silence_is_told_for_as_long_as_it_lasts(store: Store, portal: Portal) -> None:
    daily(store, portal, range(10), 2)
    daily(store, portal, range(10, 60), 0)
    [alarm] = alarms(store, portal)
    assert (alarm.kind, alarm.before, alarm.now) == ("silence", 1.0, 50.0)
    assert alarm.last_good is not None


def test_with_a_long_past_little_more_than_ever_is_told(store: Store, portal: Portal) -> None:
    daily(store, portal, range(0, 250, 5), 1)  # news every fifth day
    set_start(store.db.conn, crawl(store, portal, 90_000, 0), 250.4)
    assert alarms(store, portal) == []
    set_start(store.db.conn, crawl(store, portal, 90_000, 0), 250.9)
    assert [alarm.kind for alarm in alarms(store, portal)] == ["silence"]


def test_while_nobody_crawled_no_portal_was_silent(store: Store, portal: Portal) -> None:
    daily(store, portal, range(6), 1)
    daily(store, portal, range(100, 110), 1)
    daily(store, portal, range(110, 117), 0)
    [alarm] = alarms(store, portal)
    assert (alarm.before, alarm.now) == (3.0, 7.0)


def test_a_field_that_is_lost_one_article_a_day_is_told(store: Store, portal: Portal) -> None:
    daily(store, portal, range(25), 1)
    daily(store, portal, range(25, 27), 1, dated=0)
    assert alarms(store, portal) == [], "two may be chance"
    daily(store, portal, range(27, 29), 1, dated=0)
    [alarm] = alarms(store, portal)
    assert (alarm.field, alarm.now, alarm.articles) == ("published", 0.0, 4)
    daily(store, portal, range(29, 30), 1)
    assert alarms(store, portal) == [], "it is back"


def test_an_alarm_stands_until_something_is_read_again_or_the_rules_change(store: Store, portal: Portal) -> None:
    crawl(store, portal, 0, 30)
    crawl(store, portal, 100, 5, dated=0)
    last = crawl(store, portal, 200, 0)
    assert [alarm.field for alarm in alarms(store, portal)] == ["published"]
    with store.db.conn:
        store.db.conn.execute("UPDATE crawls SET rules = 'mended' WHERE id = ?", [last])
    assert alarms(store, portal) == []


def test_crawls_that_read_nothing_are_no_past(store: Store, portal: Portal) -> None:
    crawl(store, portal, 0, 30)
    for _ in range(40):
        crawl(store, portal, 100, 0)
    crawl(store, portal, 200, 5, dated=0)
    assert [alarm.field for alarm in alarms(store, portal)] == ["published"]


def test_pages_that_never_were_articles_raise_no_alarm_when_they_are_asked_again(store: Store, portal: Portal) -> None:
    """Articles that have not changed are not read; what is no article is, every other day."""
    crawl(store, portal, 0, 30, rejected=10)
    for _ in range(5):
        crawl(store, portal, 0, 0, rejected=10)
        assert alarms(store, portal) == []

"""Whatever ways remain, all articles that they lead to are found; and however a crawl is cut up, all are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive import Archive
from samples import PORTALS, SampleServer, Way, found_by, gold
from tests.crawler.conftest import Crawling

pytestmark = pytest.mark.long

KEYS = {"feed": "feeds", "sitemap": "sitemaps"}


@pytest.fixture(scope="module")
def server() -> Iterator[SampleServer]:
    with SampleServer() as serving:
        yield serving


def archived(crawling: Crawling) -> set[str]:
    with Archive.open(crawling.data) as archive:
        return {article.url for article in archive.articles()}


@pytest.mark.parametrize("missing", KEYS)
def test_without_one_way_all_others_are_walked(server: SampleServer, tmp_path: Path, missing: Way) -> None:
    (tmp_path / "portals").mkdir()
    crawling = Crawling(server, tmp_path)
    for file in crawling.portals.glob("*.toml"):
        text = re.sub(rf"^{KEYS[missing]} = .*$", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
        file.write_text(text, encoding="utf-8")
    crawling.crawl()
    ways: set[Way] = {"listing", "feed", "sitemap", "related", "postback", "body"}
    expected, named_by_robots = set(), set()
    for portal in PORTALS:
        articles = gold(portal, server.home(portal))
        expected |= set(found_by(articles, ways - {missing}))
        if missing == "sitemap" and portal == "sample-paper":  # its robots.txt names the sitemap
            named_by_robots |= set(found_by(articles, {"sitemap"}))
    assert archived(crawling) == expected | named_by_robots


def test_a_crawl_in_parts_gives_the_same_archive_as_one(server: SampleServer, tmp_path: Path) -> None:
    (tmp_path / "portals").mkdir()
    crawling = Crawling(server, tmp_path)
    for done in (25, 50):
        summaries = crawling.crawl("--limit", "25")
        assert {summary["outcome"] for summary in summaries.values()} == {"limited"}
        assert 2 * done - 1 <= len(archived(crawling)) <= 2 * done  # one article is asked for at two addresses
    crawling.crawl()
    assert archived(crawling) == {url for portal in PORTALS for url in gold(portal, server.home(portal))}

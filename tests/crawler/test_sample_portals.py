"""The sample portals, crawled, crawled again, and crawled after they changed: the archive says exactly what they said.

The tests of this module tell one story and run in order; each crawl is a fixture that rests on the one before.
"""

from __future__ import annotations

from typing import Any

import pytest

from archive import Archive
from archive.verification.verify import verify
from samples import FORBIDDEN, NOT_ARTICLES, PORTALS, SECOND_STATE, gold
from samples.plan import aliases
from tests.crawler.conftest import Crawling

Summaries = dict[str, dict[str, Any]]
EXACT = ("title", "published", "author", "summary", "body", "category")


@pytest.fixture(scope="module")
def first(crawling: Crawling) -> Summaries:
    return crawling.crawl()


@pytest.fixture(scope="module")
def again(crawling: Crawling, first: Summaries) -> Summaries:
    crawling.server.reset()
    return crawling.crawl("--full")


@pytest.fixture(scope="module")
def changed(crawling: Crawling, again: Summaries) -> Summaries:
    crawling.server.use_state("second")
    return crawling.crawl("--full")


@pytest.mark.parametrize("portal", PORTALS)
class TestTheFirstCrawl:
    def test_finds_every_article(self, crawling: Crawling, first: Summaries, portal: str) -> None:
        expected = gold(portal, crawling.server.home(portal))
        with Archive.open(crawling.data) as archive:
            assert {article.url for article in archive.articles(portal=portal)} == set(expected)
        summary = first[portal]
        assert (summary["new"], summary["changed"], summary["removed"]) == (len(expected), 0, 0)
        assert (summary["errors"], summary["outcome"]) == (0, "complete")

    @pytest.mark.parametrize("field", EXACT)
    def test_reads_fields_exactly(self, crawling: Crawling, first: Summaries, portal: str, field: str) -> None:
        with Archive.open(crawling.data) as archive:
            for url, expected in gold(portal, crawling.server.home(portal)).items():
                assert getattr(archive.versions(url)[0] if field != "category" else archive.article(url), field) == (
                    getattr(expected, field)
                ), url

    def test_reads_related_links_media_and_authors(self, crawling: Crawling, first: Summaries, portal: str) -> None:
        with Archive.open(crawling.data) as archive:
            for url, expected in gold(portal, crawling.server.home(portal)).items():
                article = archive.article(url)
                related = [(link.url, link.title, link.published) for link in article.related]
                assert related == [(link.url, link.title, link.published) for link in expected.related], url
                assert tuple(article.authors) == expected.authors, url
                for kind in ("images", "attachments"):
                    links = [(media.url, media.title) for media in getattr(article, kind)]
                    assert links == [(media.url, media.title) for media in getattr(expected, kind)], url

    def test_related_links_lead_to_archived_articles(self, crawling: Crawling, first: Summaries, portal: str) -> None:
        with Archive.open(crawling.data) as archive:
            ids = {article.url: article.id for article in archive.articles(portal=portal)}
            links = [link for article in archive.articles(portal=portal) for link in article.related]
        assert len(links) > 20
        assert all(link.related_id == ids.get(link.url) for link in links)

    def test_every_field_has_its_evidence(self, crawling: Crawling, first: Summaries, portal: str) -> None:
        with Archive.open(crawling.data) as archive:
            for article in archive.articles(portal=portal):
                for field in (*EXACT, "view_count", "related"):
                    filled = getattr(article, field) not in (None, [], "")
                    assert (field in article.evidence) == filled, f"{field} of {article.url}"

    def test_what_is_no_article_is_rejected_with_its_reason(
        self, crawling: Crawling, first: Summaries, portal: str
    ) -> None:
        page = NOT_ARTICLES[portal]
        with Archive.open(crawling.data) as archive:
            rows = archive.db.query(
                "SELECT r.url, r.reason, c.status FROM rejections r JOIN captures c ON c.id = r.capture_id"
                " JOIN crawls w ON w.id = r.crawl_id WHERE w.portal = ?",
                [portal],
            )
            rejected = [(row["url"], row["reason"], row["status"]) for row in rows]
        assert (crawling.server.home(portal).rstrip("/") + page.path, page.reason, 200) in rejected

    def test_robots_txt_is_asked_for_kept_and_obeyed(self, crawling: Crawling, first: Summaries, portal: str) -> None:
        home = crawling.server.home(portal)
        with Archive.open(crawling.data) as archive:
            captured = {row["url"] for row in archive.db.query("SELECT url FROM captures WHERE portal = ?", [portal])}
        assert home + "robots.txt" in captured
        assert home.rstrip("/") + FORBIDDEN[portal] not in captured


@pytest.mark.parametrize("portal", PORTALS)
class TestAFullCrawlOfWhatHasNotChanged:
    def test_asks_for_every_article_and_makes_no_version(
        self, crawling: Crawling, again: Summaries, portal: str
    ) -> None:
        home = crawling.server.home(portal)
        expected = gold(portal, home)
        asked = [home.rstrip("/") + request.path for request in crawling.server.requests(portal)]
        # An article of the paper has an old address too, which leads to it once more.
        again_by_alias = [home.rstrip("/") + path for path in aliases(portal).values()]
        assert sorted(url for url in asked if url in expected) == sorted([*expected, *again_by_alias])
        summary = again[portal]
        assert (summary["new"], summary["changed"], summary["removed"]) == (0, 0, 0)
        assert summary["unchanged"] == len(expected)
        with Archive.open(crawling.data) as archive:
            assert all(len(archive.versions(url)) == 1 for url in expected)

    def test_forbidden_pages_are_never_asked_for(self, crawling: Crawling, again: Summaries, portal: str) -> None:
        asked = {request.path for request in crawling.server.requests(portal)}
        assert "/robots.txt" in asked
        assert not any(path.startswith(("/quan-tri", "/tim-kiem", "/in/", "/dang-nhap")) for path in asked)

    def test_the_view_counters_went_on(self, crawling: Crawling, again: Summaries, portal: str) -> None:
        expected = gold(portal, crawling.server.home(portal))
        with Archive.open(crawling.data) as archive:
            counts = {article.url: article.view_count for article in archive.articles(portal=portal)}
        # The counters begin anew with the server's reset, so the second visit shows the base once more.
        assert counts == {url: article.view_count for url, article in expected.items()}


@pytest.mark.parametrize("portal", PORTALS)
class TestASecondState:
    def test_gives_exactly_the_edited_the_new_and_the_removed(
        self, crawling: Crawling, changed: Summaries, portal: str
    ) -> None:
        home = crawling.server.home(portal)
        change = SECOND_STATE[portal].at(home)
        before, after = gold(portal, home), gold(portal, home, "second")
        with Archive.open(crawling.data) as archive:
            articles = {article.url: article for article in archive.articles(portal=portal)}
            versions = {url: len(archive.versions(url)) for url in articles}
        assert {url for url, number in versions.items() if number > 1} == change.edited
        assert set(articles) - set(before) == change.new
        assert {url for url, article in articles.items() if article.removed_at} == change.removed | change.gone
        summary = changed[portal]
        assert summary["new"] == len(change.new)
        assert summary["changed"] == len(change.edited)
        assert summary["removed"] == len(change.removed | change.gone)
        for url in change.edited | change.new:
            for field in EXACT:
                assert getattr(articles[url], field) == getattr(after[url], field), (url, field)

    def test_a_soft_404_and_a_redirect_home_are_noted_but_not_believed_at_once(
        self, crawling: Crawling, changed: Summaries, portal: str
    ) -> None:
        change = SECOND_STATE[portal].at(crawling.server.home(portal))
        with Archive.open(crawling.data) as archive:
            rows = archive.db.query(
                "SELECT url, evidence FROM observations WHERE portal = ? AND kind = 'gone'", [portal]
            )
            noted = {row["url"]: row["evidence"] for row in rows}
        assert {url for url, evidence in noted.items() if evidence == "soft-404"} == change.soft_removed
        assert {url for url, evidence in noted.items() if evidence == "redirect-home"} == change.redirected
        assert {url for url, evidence in noted.items() if evidence == "410"} == change.gone

    def test_a_removed_article_can_still_be_read(self, crawling: Crawling, changed: Summaries, portal: str) -> None:
        home = crawling.server.home(portal)
        for url in SECOND_STATE[portal].at(home).removed:
            with Archive.open(crawling.data) as archive:
                assert archive.article(url).body == gold(portal, home)[url].body


def test_captures_snapshots_and_rows_agree_after_all_that(crawling: Crawling, changed: Summaries) -> None:
    found = verify(crawling.data)
    assert found.findings == []
    assert found.snapshots == 6

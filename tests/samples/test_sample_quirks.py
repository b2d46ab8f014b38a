"""Each quirk of the table stands on the page it names, and comes out as the table says: as served, read and crawled."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from archive import Archive
from archive.model import Article
from pipelines.extraction import extract
from portals import load_portals
from samples import GATES, PORTALS, QUIRKS, SECOND_STATE, SampleServer, gold
from samples.article import HERE
from samples.files import TOO_LARGE
from samples.page import in_words
from samples.plan import aliases, every_article
from samples.sitemaps import OUTSIDE
from tests.crawler.conftest import Crawling
from tests.samples.fetching import Answer, fetch

# What shows that a page has its quirk: a pattern in the bytes as sent.
MARKS = {
    "early-html-end": rb"</html>\s*<head>",
    "second-html-in-main": rb"<main[^>]*>\s*<html>",
    "first-h1-is-the-site": rb"(?s)^(?:(?!<h1).)*<h1 class=\"title\">B\xc3\xa1o S\xc3\xb4ng M\xc3\xa2y",
    "caption-in-table": rb'<td class="caption">',
    "placeholder-author": rb'<p class="author">B\xc3\xbat danh</p>',
    "account-as-author": rb'name="author" content="admin"(?s:.)*<p class="author">admin admin</p>',
    "meta-month-first": rb'name="pubdate" content="\d+/\d+/\d{4} \d\d:\d\d:00 [AP]M"',
    "meta-in-utc": rb'article:published_time" content="[^"]+:00Z"',
    "date-gmt7": rb", \d\d/\d\d/\d{4} \| \d\d:\d\d \(GMT\+7\)<",
    "date-in-words": rb"l\xc3\xbac \d\d:\d\d ng\xc3\xa0y \d\d th\xc3\xa1ng \d\d n\xc4\x83m \d{4}<",
    "date-with-points": rb">\d\d\.\d\d\.\d{4} \d\d:\d\d<",
    "date-with-h": rb">\d\dh\d\d, \d\d/\d\d/\d{4}<",
    "lead-repeated": rb'(?s)<p class="reply"> (.{60}).*td-post-content">\s*<p style="text-align: justify;">\1',
    "related-in-body": rb'(?s)<div id="content">(?:(?!<div class="print">).)*<div class="other">',
    "other-views": rb'href="\?pop_up=1".*href="\?print=true".*href="/dang-nhap/.*href="/version/mobile/.*href="/in/',
    "zero-width-spaces": rb"<h1[^>]*>[^<]*\xe2\x80\x8b[^<]*</h1>",
    "frozen-clock": rb'<div id="ngay-thang">[^<]*21 th\xc3\xa1ng 10 n\xc4\x83m 2024</div>',
    "midnight": rb'"ngay-tin">\d+-\d+-\d{4} 12:00:00 AM<',
    "escaped-twice": rb"&amp;ldquo;",
    "windows-1258": rb"charset=windows-1258",
    "signature-at-the-right": rb'<p style="text-align: right;"><strong>',
    "dead-domain": rb'canonical" href="https://baosongmay-cu\.example/',
    "decomposed": rb"a\xcc\x80",
    "item-id": rb"chi-tiet",
    "newest-as-related": rb"lien-quan",
    "same-pdf-twice": rb'<a href="[^"]+\.pdf">',
    "docx": rb'<a href="[^"]+\.docx">',
    "lost-pdf": rb'<a href="[^"]+-da-mat\.pdf">',
    "huge-pdf": rb'<a href="[^"]+-toan-van\.pdf">',
}


def answer_of(server: SampleServer, name: str) -> Answer:
    quirk = QUIRKS[name]
    return fetch(server.home(quirk.portal).rstrip("/") + quirk.path)


def test_every_quirk_on_an_article_has_a_mark() -> None:
    on_articles = {name for name, quirk in QUIRKS.items() if quirk.path in every_article(quirk.portal)}
    assert on_articles == set(MARKS)
    assert all(quirk.must and quirk.portal in PORTALS for quirk in QUIRKS.values())


@pytest.mark.parametrize("name", MARKS)
def test_the_page_has_its_quirk(server: SampleServer, name: str) -> None:
    assert re.search(MARKS[name], answer_of(server, name).body)


@pytest.mark.parametrize("name", MARKS)
def test_the_page_is_read_in_spite_of_it(server: SampleServer, tmp_path: Path, name: str) -> None:
    quirk = QUIRKS[name]
    portal = load_portals(server.portal_files(tmp_path))[quirk.portal]
    url = portal.absolute(quirk.path)
    answer = answer_of(server, name)
    reading = extract(answer.body, url, portal=portal, content_type=answer.headers["Content-Type"])
    expected = gold(quirk.portal, portal.home)[url]
    assert isinstance(reading, Article)
    for field in ("url", "title", "published", "author", "summary", "body", "category", "view_count"):
        assert getattr(reading, field) == getattr(expected, field), field
    assert tuple(reading.authors) == expected.authors
    assert [(link.url, link.title, link.published) for link in reading.related] == [
        (link.url, link.title, link.published) for link in expected.related
    ]
    for kind in ("images", "attachments"):
        assert [(media.url, media.title) for media in getattr(reading, kind)] == [
            (media.url, media.title) for media in getattr(expected, kind)
        ]


class TestWhatTheServerDoes:
    def test_a_script_sets_a_cookie(self, server: SampleServer) -> None:
        answer = answer_of(server, "bot-gate")
        assert answer.status == 200
        assert 150 <= len(answer.body) <= 200
        assert b"document.cookie" in answer.body

    def test_a_redirect_to_itself_ends_with_its_cookie(self, server: SampleServer) -> None:
        answer = answer_of(server, "redirect-to-itself")
        assert (answer.status, answer.headers["Location"]) == (302, QUIRKS["redirect-to-itself"].path)
        cookie = answer.headers["Set-Cookie"].partition(";")[0]
        home = server.home("sample-district").rstrip("/")
        assert fetch(home + QUIRKS["redirect-to-itself"].path, {"Cookie": cookie}).status == 200

    def test_locales_lead_deeper_for_ever(self, server: SampleServer, tmp_path: Path) -> None:
        portal = load_portals(server.portal_files(tmp_path))["sample-paper"]
        url = server.home("sample-paper") + "en/"
        for deeper in ("en/", "vi/", "en/"):
            assert deeper in fetch(url).paths
            assert portal.kind_of(url) == "denied"
            url += deeper
        assert any(portal.kind_of(url + path) == "denied" for path in fetch(url).paths if "/20" in path)

    def test_an_old_address_redirects(self, server: SampleServer, tmp_path: Path) -> None:
        portal = load_portals(server.portal_files(tmp_path))["sample-paper"]
        answer = answer_of(server, "alias")
        assert (answer.status, answer.headers["Location"]) == (301, next(iter(aliases("sample-paper").values())))
        assert portal.kind_of(portal.absolute(QUIRKS["alias"].path)) == "article"

    def test_item_ids_tell_articles_apart(self, server: SampleServer) -> None:
        home = server.home("sample-district")
        urls = [url for url in gold("sample-district", home) if "ItemID=" in url]
        assert len(urls) == 3
        assert len({fetch(url).text.partition("Số lượt xem")[0] for url in urls}) == 3
        assert fetch(home + "Pages/tin.aspx").status == 404
        assert fetch(home + "Pages/tin.aspx?ItemID=1").status == 404

    def test_a_related_box_of_the_newest_changes_with_the_state(self, server: SampleServer) -> None:
        home = server.home("sample-district")
        url = home.rstrip("/") + QUIRKS["newest-as-related"].path
        before, after = (gold("sample-district", home, state)[url] for state in ("first", "second"))
        assert {link.url for link in after.related} & SECOND_STATE["sample-district"].at(home).new
        assert before.related != after.related
        assert (before.title, before.body, before.author) == (after.title, after.body, after.author)
        server.use_state("second")
        assert {link.url.removeprefix(home.rstrip("/")) for link in after.related} <= fetch(url).paths

    def test_the_frozen_clock_is_frozen(self, server: SampleServer) -> None:
        assert in_words(datetime(2024, 10, 21, tzinfo=HERE)) in answer_of(server, "frozen-clock").text

    def test_files_are_valid(self, server: SampleServer) -> None:
        for portal in PORTALS:
            articles = gold(portal, server.home(portal)).values()
            links = [link.url for article in articles for link in article.attachments]
            images = [link.url for article in articles for link in article.images]
            pdf = [fetch(url).body for url in links if re.search(r"\d\.pdf$", url)]
            assert len(pdf) == 2
            assert pdf[0] == pdf[1]
            start = int(re.findall(rb"startxref\n(\d+)", pdf[0])[0])
            assert pdf[0][start:].startswith(b"xref")
            for number, offset in enumerate(re.findall(rb"(\d{10}) 00000 n", pdf[0]), 1):
                assert pdf[0][int(offset) :].startswith(f"{number} 0 obj".encode())
            docx = [fetch(url).body for url in links if url.endswith(".docx")]
            assert len(docx) == 1
            with zipfile.ZipFile(io.BytesIO(docx[0])) as parts:
                assert parts.testzip() is None
                assert "Kế hoạch" in parts.read("word/document.xml").decode()
            assert {fetch(url).headers["Content-Type"] for url in images} == {"image/jpeg", "image/png"}
            png = fetch(next(url for url in images if url.endswith(".png"))).body
            data = png.index(b"IDAT")
            assert png.startswith(b"\x89PNG\r\n\x1a\n")
            assert len(zlib.decompress(png[data + 4 : data + 4 + int.from_bytes(png[data - 4 : data], "big")])) == 4
            assert [fetch(url).status for url in links if "-da-mat" in url] == [404]
            huge = fetch(next(url for url in links if "-toan-van" in url))
            assert len(huge.body) == TOO_LARGE > 20 * 1024 * 1024
            assert "Content-Length" not in huge.headers


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Crawling, dict[str, dict[str, Any]]]]:
    folder = tmp_path_factory.mktemp("quirks")
    (folder / "portals").mkdir()
    with SampleServer() as server:
        crawling = Crawling(server, folder)
        yield crawling, crawling.crawl()


Crawled = tuple[Crawling, dict[str, dict[str, Any]]]


class TestWhatACrawlMakesOfIt:
    def rejected(self, crawled: Crawled, portal: str) -> dict[str, str]:
        """Reasons by path."""
        with Archive.open(crawled[0].data) as archive:
            rows = archive.db.query(
                "SELECT url, reason FROM rejections r JOIN crawls c ON c.id = r.crawl_id WHERE c.portal = ?", [portal]
            )
            home = crawled[0].server.home(portal).rstrip("/")
            return {row["url"].removeprefix(home): row["reason"] for row in rows}

    def test_just_these_pages_are_rejected(self, crawled: Crawled) -> None:
        for portal in PORTALS:
            home = crawled[0].server.home(portal).rstrip("/")
            files = [link.url.removeprefix(home) for a in gold(portal, home).values() for link in a.attachments]
            lost = next(path for path in files if "-da-mat" in path)
            huge = next(path for path in files if "-toan-van" in path)
            expected = {GATES[portal].path: "blocked", lost: "missing", huge: "too-large"}
            if portal == "sample-paper":
                expected[QUIRKS["no-text"].path] = "not-article"
            else:
                expected |= {QUIRKS["password"].path: "login", QUIRKS["html-as-feed"].path: "not-article"}
            assert self.rejected(crawled, portal) == expected

    def test_no_trap_is_stepped_into(self, crawled: Crawled) -> None:
        for portal in PORTALS:
            paths = [request.path for request in crawled[0].server.requests(portal)]
            wrong = re.compile(r"^/(en|vi|in|in-bai-viet|dang-nhap|quan-tri|tim-kiem|version)\b|pop_up|print=|utm_")
            assert not [path for path in paths if wrong.search(path)]
            counts = Counter(paths)
            assert counts.pop(GATES[portal].path) <= 6  # REDIRECT_MAX_TIMES and the first
            counts.pop("/van-hoa-xa-hoi", None)
            twice = {path for path, number in counts.items() if number > 1}
            assert twice == set(aliases(portal).values())
        with Archive.open(crawled[0].data) as archive:
            captured = {row["url"] for row in archive.db.query("SELECT url FROM captures")}
        assert not captured & set(OUTSIDE)

    def test_an_alias_is_one_article(self, crawled: Crawled) -> None:
        home = crawled[0].server.home("sample-paper").rstrip("/")
        ((old, new),) = aliases("sample-paper").items()
        with Archive.open(crawled[0].data) as archive:
            rows = archive.db.query(
                "SELECT u.url, a.url AS article FROM article_urls u JOIN articles a ON a.id = u.article_id"
            )
            found = {row["url"]: row["article"] for row in rows}
            versions = archive.versions(home + new)
        assert found[home + old] == home + new
        assert home + old not in found.values()
        assert len(versions) == 1

    def test_attachments_and_pictures_are_kept(self, crawled: Crawled) -> None:
        for portal in PORTALS:
            with Archive.open(crawled[0].data) as archive:
                rows = archive.db.query(
                    "SELECT t.url, c.media_type, c.digest FROM attachments t JOIN articles a ON a.id = t.article_id"
                    " LEFT JOIN captures c ON c.id = t.capture_id WHERE a.portal = ?",
                    [portal],
                )
                kept = {row["url"].rpartition("/")[2]: (row["media_type"], row["digest"]) for row in rows}
                images = list(
                    archive.db.query(
                        "SELECT i.capture_id FROM images i JOIN articles a ON a.id = i.article_id WHERE a.portal = ?",
                        [portal],
                    )
                )
            pdf = [digest for name, (kind, digest) in kept.items() if kind == "application/pdf"]
            assert len(pdf) == 2
            assert len(set(pdf)) == 1
            assert sorted(name.rpartition("-")[2] for name, (kind, _) in kept.items() if kind is None) == [
                "mat.pdf",
                "van.pdf",
            ]
            assert {bool(image["capture_id"]) for image in images} == {portal == "sample-paper"}

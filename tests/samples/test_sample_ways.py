"""The ways to articles are as the gold says; the feeds, sitemaps and pagers are as wrong as they are meant to be."""

from __future__ import annotations

import gzip
import re
from collections import Counter, defaultdict
from datetime import datetime
from urllib.parse import urljoin

import lxml.etree
import pytest

from samples import PORTALS, SampleServer, State, Way, found_by, gold
from samples.article import HERE
from samples.plan import aliases, every_article
from samples.roles import (
    ALIASED,
    ATTACHMENTS,
    AUTHOR_CHANGED,
    DEAD_DOMAIN,
    GONE,
    HIDDEN,
    ITEM_ID,
    NEW,
    NFD,
    PARAGRAPH_CHANGED,
    REDIRECTED_HOME,
    REMOVED,
    SOFT_REMOVED,
    TITLE_FIXED,
    TOTAL,
    UNTOUCHED,
)
from samples.sitemaps import INDEX, OUTSIDE
from samples.states import listed
from tests.samples.fetching import Answer, fetch, post_back, reachable

FEEDS = {"sample-district": ["atom.xml"], "sample-paper": ["rss.xml", "rss/xa-hoi.xml", "rss/kinh-te.xml"]}
PAGER = "van-hoa-xa-hoi"


def links_in_feed(home: str, path: str) -> set[str]:
    """By a regular expression: one of the feeds is not XML."""
    body = fetch(home + path).body
    text = body.decode("utf-16" if body.startswith(b"\xff\xfe") else "utf-8")
    found = re.findall(r'<link>([^<?]+)|rel="alternate"[^>]* href="([^"]+)"', text)
    return {urljoin(home, absolute or relative) for absolute, relative in found} - {home}


def links_in_sitemaps(home: str, index: str) -> set[str]:
    def addresses(body: bytes) -> list[str]:
        return [str(element.text) for element in lxml.etree.fromstring(body).iter("{*}loc")]

    own = [address for address in addresses(fetch(urljoin(home, index)).body) if address.startswith(home)]
    bodies = [fetch(address).body for address in own]
    read = [gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body for body in bodies]
    return {address for body in read for address in addresses(body)}


def walk_pager(url: str) -> list[Answer]:
    """Every page of the postback listing, by clicking on the lowest higher number."""
    pages = [fetch(url)]
    while True:
        higher = [number for number in offered(pages[-1]) if number > len(pages)]
        if not higher:
            return pages
        pages.append(post_back(pages[-1], url, f"Page${min(higher)}"))


def offered(page: Answer) -> list[int]:
    return [int(number) for number in re.findall(r"__doPostBack\(&#39;[^,]+,&#39;Page\$(\d+)&#39;\)", page.html)]


@pytest.mark.parametrize("portal", PORTALS)
@pytest.mark.parametrize("state", ["first", "second"])
def test_ways_are_as_the_gold_says(server: SampleServer, portal: str, state: State) -> None:
    server.use_state(state)
    home = server.home(portal)
    articles = gold(portal, home, state)
    ways: defaultdict[str, set[Way]] = defaultdict(set)
    for url in reachable(home, set(articles)):
        ways[url].add("listing")
    for url in set().union(*(links_in_feed(home, path) for path in FEEDS[portal])):
        ways[url].add("feed")
    for url in links_in_sitemaps(home, INDEX[portal]) & set(articles):
        ways[url].add("sitemap")
    if portal == "sample-district":
        for page in walk_pager(home + PAGER)[1:]:
            for path in page.paths:
                ways[urljoin(home, path)].add("postback")
    for url, article in articles.items():
        for link in article.related:
            ways[link.url].add("related")
        if mention := every_article(portal)[url.removeprefix(home.rstrip("/"))].mention:
            assert mention.path in fetch(url).paths
            ways[urljoin(home, aliases(portal).get(mention.path, mention.path))].add("body")
    assert {url: frozenset(ways[url]) for url in articles} == {url: article.ways for url, article in articles.items()}


@pytest.mark.parametrize("portal", PORTALS)
@pytest.mark.parametrize("state", ["first", "second"])
def test_no_page_gives_away_an_article_that_only_feed_sitemap_or_pager_name(
    server: SampleServer, portal: str, state: State
) -> None:
    """A crawler follows every link on an article's page, those of the boxes beside it too."""
    server.use_state(state)
    home = server.home(portal)
    articles = gold(portal, home, state)
    linked = {urljoin(home, path) for url in articles for path in fetch(url).paths - {url.removeprefix(home[:-1])}}
    assert not linked & (set(articles) - set(found_by(articles, ["listing", "related", "body"])))


@pytest.mark.parametrize("portal", PORTALS)
def test_every_way_is_the_only_one_to_some_articles(portal: str) -> None:
    articles = gold(portal, "http://x/")
    alone = Counter(article.ways for article in articles.values() if len(article.ways) == 1)
    assert alone[frozenset(["feed"])] >= 4
    assert alone[frozenset(["sitemap"])] >= 4
    assert alone[frozenset(["related"])] + alone[frozenset(["body"])] >= 3
    assert (alone[frozenset(["postback"])] >= 4) == (portal == "sample-district")
    assert set(found_by(articles, ["listing", "feed", "sitemap", "related", "postback", "body"])) == set(articles)
    assert len(found_by(articles, ["listing"])) < len(found_by(articles, ["listing", "feed"])) < len(articles)


@pytest.mark.parametrize("portal", PORTALS)
def test_no_article_has_two_parts(portal: str) -> None:
    """An article that is removed and has a quirk too would prove nothing about either."""
    articles = list(every_article(portal).values())
    assert len(articles) == TOTAL
    single = (TITLE_FIXED, PARAGRAPH_CHANGED, AUTHOR_CHANGED, GONE, SOFT_REMOVED, REDIRECTED_HOME, NFD, ALIASED)
    parts = [*NEW, *single, *REMOVED, *HIDDEN, *DEAD_DOMAIN, *ITEM_ID, *ATTACHMENTS]
    assert sorted([*parts, *UNTOUCHED]) == list(range(TOTAL))
    for position, article in enumerate(articles):
        assert not article.quirk or (position in UNTOUCHED and article.mention is None)
    assert len({article.quirk for article in articles if article.quirk}) == sum(bool(a.quirk) for a in articles)


def test_feeds_are_in_the_encodings_they_say(server: SampleServer) -> None:
    home = server.home("sample-paper")
    plain, wide, broken = (fetch(home + path) for path in FEEDS["sample-paper"])
    root = lxml.etree.fromstring(plain.body)
    dates = [datetime.strptime(str(item.text), "%a, %d %b %Y %H:%M:%S %z") for item in root.iter("pubDate")]
    published = {article.published for article in gold("sample-paper", home).values()}
    assert {date.isoformat() for date in dates} <= published
    assert "utm_source=rss" in str(root.findtext(".//item/link"))
    assert b"<![CDATA[" in plain.body
    assert wide.body.startswith(b"\xff\xfe<\x00?\x00x\x00m\x00l\x00")
    assert "charset" not in wide.headers["Content-Type"]
    assert lxml.etree.fromstring(wide.body).findtext(".//item/title") in {
        article.title for article in listed("sample-paper", "first")
    }
    assert broken.body[:1] == b"\x0c"
    with pytest.raises(lxml.etree.XMLSyntaxError):
        lxml.etree.fromstring(broken.body)
    wrong = fetch(server.home("sample-district") + "rss.aspx")
    assert (wrong.status, wrong.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert b"<item" not in wrong.body


@pytest.mark.parametrize("portal", PORTALS)
def test_sitemaps_name_strangers_and_lie_about_dates(server: SampleServer, portal: str) -> None:
    home = server.home(portal)
    assert (f"Sitemap: {home}sitemap_index.xml" in fetch(home + "robots.txt").html) == (portal == "sample-paper")
    compressed, plain = fetch(home + "sitemap-1.xml.gz"), fetch(home + "sitemap-2.xml")
    assert compressed.headers["Content-Type"] == "application/gzip"
    assert "Content-Encoding" not in compressed.headers
    dates = {str(element.text) for element in lxml.etree.fromstring(plain.body).iter("{*}lastmod")}
    today = datetime.now(HERE).date()
    assert len(dates) == 1
    assert abs((datetime.fromisoformat(dates.pop()).date() - today).days) <= 1  # midnight may pass
    read = lxml.etree.fromstring(gzip.decompress(compressed.body))
    assert len({str(element.text) for element in read.iter("{*}lastmod")}) > 5
    named = links_in_sitemaps(home, INDEX[portal])
    assert set(OUTSIDE) <= named
    assert any("/quan-tri/" in address for address in named)


class TestThePager:
    def test_shows_three_numbers_and_what_leads_on(self, server: SampleServer) -> None:
        pages = walk_pager(server.home("sample-district") + PAGER)
        assert len(pages) >= 7
        assert [offered(page) for page in pages[:4]] == [[2, 3, 4], [1, 3, 4], [1, 2, 4], [3, 5, 6, 7]]
        assert re.findall(r">([^<>]*)</(?:a|span)></td>", pages[3].html) == ["...", "4", "5", "6", "..."]
        shown = [path for page in pages for path in re.findall(r'class="ten" href="([^"]+)"', page.html)]
        assert shown == [a.path for a in listed("sample-district", "first") if a.category == PAGER]

    def test_has_no_addresses_for_its_pages(self, server: SampleServer) -> None:
        url = server.home("sample-district") + PAGER
        assert fetch(url + "?page=2").text.partition("Tổng số")[0] != walk_pager(url)[1].text.partition("Tổng số")[0]
        assert re.findall('class="ten" href="([^"]+)"', fetch(url + "?page=2").html) == re.findall(
            'class="ten" href="([^"]+)"', fetch(url).html
        )
        assert not any("page=" in path for path in fetch(url).paths)

    def test_takes_a_view_state_once(self, server: SampleServer) -> None:
        url = server.home("sample-district") + PAGER
        first, other = fetch(url), fetch(url)
        assert first.form["__VIEWSTATE"] != other.form["__VIEWSTATE"]
        second = post_back(first, url, "Page$2")
        assert second.status == 200
        assert second.form["__VIEWSTATE"] not in (first.form["__VIEWSTATE"], other.form["__VIEWSTATE"])
        assert post_back(first, url, "Page$2").status == 500
        assert post_back(other, url, "Page$3").status == 200

    @pytest.mark.parametrize(
        ("argument", "changed"),
        [
            ("Page$2", {"__VIEWSTATE": "/wEPDwUKMTIzNDU2Nzg5MA=="}),
            ("Page$2", {"__EVENTVALIDATION": ""}),
            ("Page$2", {"__VIEWSTATEGENERATOR": "00000000"}),
            ("Page$2", {"__EVENTTARGET": "ctl00$cphMain$other"}),
            ("Page$6", {}),
            ("Page$1", {}),
        ],
    )
    def test_refuses_what_it_did_not_send(self, server: SampleServer, argument: str, changed: dict[str, str]) -> None:
        url = server.home("sample-district") + PAGER
        answer = post_back(fetch(url), url, argument, **changed)
        assert answer.status == 500
        assert 'class="ten"' not in answer.html

    def test_begins_anew_without_a_view_state(self, server: SampleServer) -> None:
        url = server.home("sample-district") + PAGER
        answer = post_back(fetch(url), url, "Page$2", __VIEWSTATE="")
        assert offered(answer) == [2, 3, 4]

    def test_only_that_listing_takes_a_form(self, server: SampleServer) -> None:
        page = fetch(server.home("sample-district") + PAGER)
        assert post_back(page, server.home("sample-district") + "kinh-te", "Page$2").status == 405
        assert post_back(page, server.home("sample-paper") + "kinh-te/", "Page$2").status == 405

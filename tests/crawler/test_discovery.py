"""The ways to articles, each with what portals really serve."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from archive.model import Article
from crawler.discovery.feeds import FeedError, feed_links
from crawler.discovery.pagination import page_of_listing
from crawler.discovery.postback import next_page
from crawler.discovery.sitemaps import SitemapError, read_sitemap, robots_sitemaps
from crawler.revisits import RevisitPolicy
from pipelines.page_links import Link, page_links
from portals import parse_portal

PORTAL = parse_portal(
    'id="a"\nname="A"\nhome="https://a.gov.vn/"\n[urls]\narticle="^/tin/"\nlisting="^/muc"\ndeny=["/in/"]\n', "a.toml"
)
RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0"><channel><title>Sông Mây</title><link>https://a.gov.vn/</link>
<item><title>Họp đảng viên</title><link>https://www.a.gov.vn/tin/1?utm_source=rss</link></item>
<item><title>Ra quân làm đường</title><link>https://a.gov.vn/tin/2?utm_source=rss</link>
<pubDate>Wed, 17 Apr 2024 04:02:00 GMT</pubDate></item>
<item><title>Nơi khác</title><link>https://b.gov.vn/tin/3</link></item>
<item><title>Bản in</title><link>https://a.gov.vn/in/tin/4</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title>
<entry><title>Bài &lt;b&gt;đậm&lt;/b&gt;</title><link href="/tin/5"/>
<published>2024-04-17T11:02:00+07:00</published></entry></feed>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_rss_in_any_encoding(encoding: str) -> None:
    links = feed_links(RSS.format(encoding=encoding).encode(encoding), "https://a.gov.vn/rss.xml", PORTAL)
    assert [(link.url, link.text, link.published) for link in links] == [
        ("https://a.gov.vn/tin/2", "Ra quân làm đường", "2024-04-17T11:02:00+07:00")
    ]


def test_atom_with_relative_links() -> None:
    (link,) = feed_links(ATOM.encode(), "https://a.gov.vn/atom", PORTAL, "application/atom+xml")
    assert (link.url, link.published) == ("https://a.gov.vn/tin/5", "2024-04-17T11:02:00+07:00")


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("Wed, 17 Apr 2024 04:02:00 +0000", "2024-04-17T11:02:00+07:00"),
        ("Wed, 17 Apr 2024 18:30:00", "2024-04-17T18:30:00+07:00"),  # not in UTC, where that is the next day here
        ("2024-04-17T18:30:00", "2024-04-17T18:30:00+07:00"),
        ("2024-04-17", "2024-04-17"),
        ("Wed, 17 Apr 2024 11:02:00 GMT+7", "2024-04-17T11:02:00+07:00"),
        ("Wed, 17 Apr 2024 11:02:00 ICT", "2024-04-17T11:02:00+07:00"),
        ("17/04/2024 11:02", "2024-04-17T11:02:00+07:00"),
        ("4/5/2024 8:00:00 AM", None),
        ("Thu, 99 Foo 2024", None),
        ("31/12/2999 25:61", None),
        ("0000-00-00", None),
    ],
)
def test_the_date_of_an_entry(written: str, published: str | None) -> None:
    rss = RSS.format(encoding="utf-8").replace("Wed, 17 Apr 2024 04:02:00 GMT", written)
    links = feed_links(rss.encode(), "https://a.gov.vn/rss.xml", PORTAL)
    assert [link.published for link in links] == [published]


@pytest.mark.parametrize(("entries", "believed"), [(2, True), (3, False)])
def test_a_feed_that_dates_all_to_when_it_was_made_dates_none(entries: int, believed: bool) -> None:
    items = "".join(
        f"<item><title>Tin {n}</title><link>https://a.gov.vn/tin/{n}</link><pubDate>2024-04-17T11:02:00+07:00</pubDate></item>"
        for n in range(entries)
    )
    links = feed_links(f"<rss><channel>{items}</channel></rss>".encode(), "https://a.gov.vn/rss.xml", PORTAL)
    assert [link.published is not None for link in links] == [believed] * entries


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(RSS.format(encoding="utf-8").replace("Ra quân", "Ra &nbsp; quân"), id="undefined entity"),
        pytest.param("\n\n" + RSS.format(encoding="utf-8"), id="blank lines before the declaration"),
        pytest.param(RSS.format(encoding="utf-8").replace("Ra quân", "Ra \x0b quân"), id="control character"),
        pytest.param(RSS.format(encoding="utf-8").replace("</channel></rss>", ""), id="cut off"),
    ],
)
def test_feeds_that_are_broken_still_name_their_articles(wrong: str) -> None:
    links = feed_links(wrong.encode(), "https://a.gov.vn/rss.xml", PORTAL, "text/xml")
    assert "https://a.gov.vn/tin/2" in [link.url for link in links]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"<html><body><h1>404</h1></body></html>", id="an error page"),
        pytest.param(b"", id="nothing"),
        pytest.param(b"\x00\xff\xfe\x01", id="noise"),
        pytest.param(
            b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title>'
            b"<link>https://a.gov.vn/tin/1</link></item></channel></rss>",
            id="external entity",
        ),
    ],
)
def test_what_is_no_feed_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(FeedError):
        feed_links(body, "https://a.gov.vn/rss.xml", PORTAL, "text/html")


def test_a_feed_cannot_make_us_open_a_file(tmp_path: Path) -> None:
    file = tmp_path / "rss.xml"
    file.write_text(RSS.format(encoding="utf-8"), encoding="utf-8")
    for body in (str(file).encode(), file.as_uri().encode()):
        with pytest.raises(FeedError):
            feed_links(body, "https://a.gov.vn/rss.xml", PORTAL)


URLSET = b"""<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://a.gov.vn/tin/1</loc><lastmod>2026-01-01</lastmod></url><url><loc> https://a.gov.vn/tin/2 </loc></url>
<url><loc>https://a.gov.vn/muc-thoi-su</loc></url><url><loc>https://b.gov.vn/tin/3</loc></url>
<url><loc>https://a.gov.vn/in/tin/4</loc></url><url><loc>https://a.gov.vn/gioi-thieu</loc></url></urlset>"""


@pytest.mark.parametrize("body", [URLSET, gzip.compress(URLSET)], ids=["plain", "gzip"])
def test_a_sitemap_names_articles_and_listings_of_the_portal(body: bytes) -> None:
    named = read_sitemap(body, "https://a.gov.vn/sitemap.xml", PORTAL)
    assert [(link.url, link.kind) for link in named.links] == [
        ("https://a.gov.vn/tin/1", "article"),
        ("https://a.gov.vn/tin/2", "article"),
        ("https://a.gov.vn/muc-thoi-su", "listing"),
    ]


def test_a_sitemap_with_ampersands_that_nobody_escaped_names_the_address_that_is_meant() -> None:
    body = b"<urlset><url><loc>https://a.gov.vn/tin/?ItemID=5&amp;cat=2</loc></url><url><loc>https://a.gov.vn/tin/?ItemID=6&cat=2&x=1</loc></url></urlset>"
    links = read_sitemap(body, "https://a.gov.vn/sitemap.xml", PORTAL).links
    assert [link.url for link in links] == [
        "https://a.gov.vn/tin/?ItemID=5&cat=2",
        "https://a.gov.vn/tin/?ItemID=6&cat=2&x=1",
    ]


def test_a_sitemap_may_be_a_text_of_addresses() -> None:
    body = b"\xef\xbb\xbfhttps://a.gov.vn/tin/1\r\nhttps://a.gov.vn/muc\r\n\r\nhttps://b.gov.vn/tin/2\r\n"
    links = read_sitemap(body, "https://a.gov.vn/sitemap.txt", PORTAL).links
    assert [(link.url, link.kind) for link in links] == [
        ("https://a.gov.vn/tin/1", "article"),
        ("https://a.gov.vn/muc", "listing"),
    ]


def test_an_index_names_sitemaps_on_the_portals_hosts_only() -> None:
    index = (
        b'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://a.gov.vn/s1.xml.gz</loc>'
        b"</sitemap><sitemap><loc>http://169.254.169.254/s2.xml</loc></sitemap></sitemapindex>"
    )
    assert read_sitemap(index, "https://a.gov.vn/sitemap.xml", PORTAL) == ([], [("https://a.gov.vn/s1.xml.gz", "")])


@pytest.mark.parametrize(
    "body",
    [b"", b"<html><body>x</body></html>", gzip.compress(URLSET)[:40], gzip.compress(b"\0" * 60_000_000)],
    ids=["empty", "page", "torn", "bomb"],
)
def test_what_is_no_sitemap_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(SitemapError):
        read_sitemap(body, "https://a.gov.vn/sitemap.xml", PORTAL)


def test_a_sitemap_reads_no_file_and_expands_no_entity() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b "https://a.gov.vn/tin/9">]>'
    body = bomb + URLSET.split(b"?>", 1)[1].replace(b"https://a.gov.vn/tin/1", b"&a;").replace(
        b"https://a.gov.vn/tin/2", b"&b;"
    )
    urls = [link.url for link in read_sitemap(body, "https://a.gov.vn/sitemap.xml", PORTAL).links]
    assert urls == ["https://a.gov.vn/muc-thoi-su"]


def test_robots_txt_names_sitemaps() -> None:
    robots = (
        b"User-agent: *\nAllow: /\nSitemap: https://a.gov.vn/s.xml\nsitemap: /t.xml\nSitemap: https://b.gov.vn/s.xml\n"
    )
    assert robots_sitemaps(robots, "https://a.gov.vn/robots.txt", PORTAL) == [
        "https://a.gov.vn/s.xml",
        "https://a.gov.vn/t.xml",
    ]


@pytest.mark.parametrize(
    ("url", "listing", "number"),
    [
        ("https://a.gov.vn/muc?page=3", "https://a.gov.vn/muc", 3),
        ("https://a.gov.vn/muc/?paged=12", "https://a.gov.vn/muc", 12),
        ("https://a.gov.vn/muc?cat=5&page=2", "https://a.gov.vn/muc?cat=5", 2),
        ("https://a.gov.vn/muc?page=2&sort=new", "https://a.gov.vn/muc?sort=new", 2),
        ("https://a.gov.vn/muc/page/4/", "https://a.gov.vn/muc", 4),
        ("https://a.gov.vn/muc/trang-4", "https://a.gov.vn/muc", 4),
        ("https://a.gov.vn/muc", "https://a.gov.vn/muc", 1),
        ("https://a.gov.vn/muc/", "https://a.gov.vn/muc", 1),
        ("https://a.gov.vn/muc.html", "https://a.gov.vn/muc", 1),
        ("https://a.gov.vn/muc/trang-2.html", "https://a.gov.vn/muc", 2),
        ("https://a.gov.vn/muc/page2.html?sort=new", "https://a.gov.vn/muc?sort=new", 2),
        ("https://a.gov.vn/", "https://a.gov.vn", 1),
        ("https://a.gov.vn/page/2", "https://a.gov.vn", 2),
        ("https://a.gov.vn/index.php?page=2", "https://a.gov.vn", 2),
        ("https://a.gov.vn/muc?cat=5&start=20", "https://a.gov.vn/muc?cat=5", 20),
        ("https://a.gov.vn/muc?start=0", "https://a.gov.vn/muc", 1),
        ("https://a.gov.vn/muc?_101_INSTANCE_x_cur=2", "https://a.gov.vn/muc", 2),
        ("https://a.gov.vn/muc?PageNo=3", "https://a.gov.vn/muc", 3),
        ("https://a.gov.vn/p2/tin-tuc", "https://a.gov.vn/p2/tin-tuc", 1),
        ("https://a.gov.vn/trang-chu", "https://a.gov.vn/trang-chu", 1),
        ("https://a.gov.vn/lich?start=2024-05-01", "https://a.gov.vn/lich?start=2024-05-01", 1),
        ("https://a.gov.vn/homepage=3", "https://a.gov.vn/homepage=3", 1),
    ],
)
def test_pages_of_a_listing(url: str, listing: str, number: int) -> None:
    assert page_of_listing(url) == (listing, number)


def aspnet(page: int, links: str) -> bytes:
    return f"""<form method="post" action="./muc"><input type="hidden" name="__VIEWSTATE" value="VS{page}+/=">
        <input type="hidden" name="__EVENTTARGET" value=""><input type="hidden" name="__EVENTARGUMENT" value="">
        <input type="hidden" name="__EVENTVALIDATION" value="EV"><input type="text" name="q" value="">
        <input type="submit" name="find" value="Tìm">{links}</form>""".encode()


def call(number: int, text: str) -> str:
    return f"<a href=\"javascript:__doPostBack('ctl00$pager','Page${number}')\">{text}</a>"


def test_an_aspnet_pager_is_posted_back_with_its_state() -> None:
    body = aspnet(2, call(1, "1") + "<span>2</span>" + call(3, "3") + call(4, "..."))
    found = next_page(body, "https://a.gov.vn/muc", 2)
    assert found is not None
    assert (found.url, found.number) == ("https://a.gov.vn/muc", 3)
    assert dict(parse_qsl(found.body.decode(), keep_blank_values=True)) == {
        "__VIEWSTATE": "VS2+/=",
        "__EVENTVALIDATION": "EV",
        "q": "",
        "__EVENTTARGET": "ctl00$pager",
        "__EVENTARGUMENT": "Page$3",
    }


def test_links_named_by_their_number_are_a_pager_as_well() -> None:
    body = aspnet(1, "<a href=\"javascript:__doPostBack('rpt$ctl02$lnk','')\">2</a>")
    found = next_page(body, "https://a.gov.vn/muc", 1)
    assert found is not None
    assert found.number == 2


def test_the_last_page_has_no_next_one() -> None:
    assert next_page(aspnet(5, call(1, "1") + call(4, "4")), "https://a.gov.vn/muc", 5) is None
    assert next_page(b"<a href='/muc?page=2'>2</a>", "https://a.gov.vn/muc", 1) is None


def test_links_of_a_page_with_an_early_end() -> None:
    page = (
        b"</html><head><base href='/x/'></head><body><a href='/tin/1'>M\xe1\xbb\x99t</a><a href='/tin/1'>x</a></body>"
    )
    assert page_links(page, "https://a.gov.vn/", PORTAL).links == [Link("https://a.gov.vn/tin/1", "article", "Một")]


@pytest.mark.parametrize(("age", "days"), [(0, 1), (1.9, 1), (10, 3), (50, 14), (300, 60), (3000, 180)])
def test_young_articles_are_looked_at_again_sooner(age: float, days: int) -> None:
    now = datetime(2024, 5, 31, tzinfo=UTC)
    published = datetime.fromtimestamp(now.timestamp() - age * 86400, UTC).isoformat()
    article = Article(url="u", title="t", published=published)
    again = RevisitPolicy().after_article(article, "2024-01-01T00:00:00.000Z", now)
    assert (datetime.fromisoformat(again) - now).days == days

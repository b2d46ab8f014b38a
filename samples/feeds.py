"""The feeds of the sample portals, the wrong ones too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from email.utils import format_datetime
from typing import NamedTuple

from samples import district_pages
from samples.article import SampleArticle
from samples.page import HOME, Page, escape
from samples.plan import every_article
from samples.roles import FEED_ONLY
from samples.states import State, edition, listed

_NAMES = {"sample-district": "Trang thông tin điện tử huyện Sông Mây", "sample-paper": "Báo Sông Mây"}


class Feed(NamedTuple):
    """A feed: the newest articles of a category (of all, if empty), and some that nothing else names."""

    path: str
    make: Callable[[str, list[SampleArticle]], Page]
    category: str
    newest: int
    alone: tuple[int, ...]  # positions in the plan


def feed_at(portal: str, state: State, path: str) -> Page | None:
    """The feed at an address."""
    for feed in FEEDS[portal]:
        if feed.path == path:
            return feed.make(portal, _entries(portal, state, feed))
    return None


def in_feeds(portal: str, state: State) -> set[str]:
    """Every article that a readable feed names."""
    return {article.path for feed in FEEDS[portal] for article in _entries(portal, state, feed)}


def _entries(portal: str, state: State, feed: Feed) -> list[SampleArticle]:
    if not feed.newest:
        return []
    of_category = [article for article in listed(portal, state) if feed.category in ("", article.category)]
    paths = list(every_article(portal))
    return [*of_category[: feed.newest], *(edition(portal, state)[paths[position]] for position in feed.alone)]


def _rss(portal: str, articles: list[SampleArticle]) -> Page:
    return Page(_rss_text(portal, articles, "utf-8").encode(), content_type="application/rss+xml; charset=utf-8")


def _rss_text(portal: str, articles: list[SampleArticle], charset: str) -> str:
    items = "".join(
        f"""<item><title>{escape(article.title)}</title>
<link>{HOME}{article.path}?utm_source=rss&amp;utm_medium=feed&amp;utm_campaign=tin-moi</link>
<guid isPermaLink="false">{article.path.strip("/").rpartition("-")[2]}</guid>
<description><![CDATA[<img src="/logo.jpg" /> {article.teaser} <a href="/in{article.path}">In</a>]]></description>
<pubDate>{format_datetime(article.published)}</pubDate></item>
"""
        for article in articles
    )
    return f"""<?xml version="1.0" encoding="{charset}"?>
<rss version="2.0"><channel><title>{_NAMES[portal]}</title><link>{HOME}/</link><description>Tin mới</description>
{items}</channel></rss>
"""


def _rss_in_utf16(portal: str, articles: list[SampleArticle]) -> Page:
    """With a byte-order mark, little-endian on every machine, and served without a charset."""
    text = _rss_text(portal, articles, "utf-16").encode()
    return Page(text, content_type="text/xml", encoded=lambda body: b"\xff\xfe" + body.decode().encode("utf-16-le"))


def _broken_rss(portal: str, articles: list[SampleArticle]) -> Page:
    """No XML parser reads it: a control character before the declaration, an entity of HTML, an ampersand."""
    text = _rss_text(portal, articles, "utf-8").replace("Tin mới", "Tin mới&nbsp;& nóng")
    return Page(b"\x0c\r\n" + text.encode(), content_type="text/xml; charset=utf-8")


def _atom(portal: str, articles: list[SampleArticle]) -> Page:
    """Its links are relative. The portal keeps only days, so every article appeared at midnight."""
    entries = "".join(
        f"""<entry><title type="html">{escape(escape(article.title, quote=False), quote=False)}</title>
<link rel="alternate" type="text/html" href="{escape(article.path)}" />
<id>tag:songmay.example,2019:{district_pages.number_of(article)}</id>
<updated>{article.published:%Y-%m-%d}T00:00:00+07:00</updated>
<published>{article.published:%Y-%m-%d}T00:00:00+07:00</published>
<summary>{escape(article.teaser, quote=False)}</summary></entry>
"""
        for article in articles
    )
    text = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{HOME}/" xml:lang="vi"><title>{_NAMES[portal]}</title>
<link rel="self" href="/atom.xml" /><id>tag:songmay.example,2019:feed</id><updated>2025-05-26T00:00:00+07:00</updated>
{entries}</feed>
"""
    return Page(text.encode(), content_type="application/atom+xml; charset=utf-8")


def _error_page(_portal: str, _articles: list[SampleArticle]) -> Page:
    """What a feed's address answers since the last move: 200, and a page of HTML that says that it failed."""
    return Page(district_pages.message_page("Object reference not set to an instance of an object.").encode())


FEEDS: Mapping[str, tuple[Feed, ...]] = {
    "sample-district": (
        Feed("/atom.xml", _atom, "", 12, FEED_ONLY),
        Feed("/rss.aspx", _error_page, "", 0, ()),
    ),
    "sample-paper": (
        Feed("/rss.xml", _rss, "", 15, FEED_ONLY[:2]),
        Feed("/rss/xa-hoi.xml", _rss_in_utf16, "xa-hoi", 6, FEED_ONLY[2:4]),
        Feed("/rss/kinh-te.xml", _broken_rss, "kinh-te", 6, FEED_ONLY[4:]),
    ),
}

"""The sitemaps of the sample portals: an index, one compressed, one whose dates are all today's."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping

from samples.article import SampleArticle
from samples.page import HOME, ISO_DAY, Page, escape
from samples.plan import every_article
from samples.roles import SITEMAP_ONLY
from samples.states import State, edition, listed

INDEX: Mapping[str, str] = {"sample-district": "/sitemap.xml", "sample-paper": "/sitemap_index.xml"}
COMPRESSED, PLAIN = "/sitemap-1.xml.gz", "/sitemap-2.xml"
# What a sitemap names and a crawler has to leave alone: other portals, other views, what robots.txt forbids.
OUTSIDE = ("https://baosongmay-cu.example/xa-hoi/201901/tin-cu-0f0f0f0/", "http://songmay.example/kinh-te/Tin-cu-42")
_DENIED: Mapping[str, tuple[str, ...]] = {
    "sample-district": ("/in-bai-viet/3190", "/dang-nhap", "/quan-tri/Lich-truc-noi-bo-7001"),
    "sample-paper": ("/in/kinh-te/", "/en/vi/", "/tim-kiem/?key=a", "/quan-tri/202403/lich-truc-noi-bo-0a1b2c3/"),
}


def sitemap_at(portal: str, state: State, path: str) -> Page | None:
    """The sitemap at an address."""
    older, newer = _entries(portal, state)
    if path == INDEX[portal]:
        return _xml(
            "sitemapindex",
            "".join(
                f"<sitemap><loc>{address}</loc><lastmod>{ISO_DAY}</lastmod></sitemap>\n"
                for address in (HOME + COMPRESSED, HOME + PLAIN, "https://baosongmay-cu.example/sitemap.xml")
            ),
        )
    if path == COMPRESSED:
        text = _xml("urlset", _urls((article.path, f"{article.published:%Y-%m-%d}") for article in older))
        compressed = lambda body: gzip.compress(body, mtime=0)  # noqa: E731
        return Page(text.body, content_type="application/gzip", encoded=compressed)
    if path == PLAIN:
        named = [article.path for article in newer] + list(_DENIED[portal])
        today = [(path, ISO_DAY) for path in named]
        return _xml("urlset", _urls([*today, *((address, ISO_DAY) for address in OUTSIDE)]))
    return None


def in_sitemaps(portal: str, state: State) -> set[str]:
    """Every article that a sitemap names."""
    return {article.path for part in _entries(portal, state) for article in part}


def _entries(portal: str, state: State) -> tuple[list[SampleArticle], list[SampleArticle]]:
    """Every fourth of the articles in listings and those that nothing else names: the older half, the newer half."""
    paths = list(every_article(portal))
    alone = [edition(portal, state)[paths[position]] for position in SITEMAP_ONLY]
    named = sorted([*listed(portal, state)[::4], *alone], key=lambda article: article.published)
    return named[: len(named) // 2], named[len(named) // 2 :]


def _urls(entries: Iterable[tuple[str, str]]) -> str:
    return "".join(
        f"<url><loc>{escape(path if '://' in path else HOME + path)}</loc><lastmod>{day}</lastmod></url>\n"
        for path, day in entries
    )


def _xml(root: str, content: str) -> Page:
    schema = "http://www.sitemaps.org/schemas/sitemap/0.9"
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{schema}">\n{content}</{root}>\n'
    return Page(text.encode(), content_type="application/xml")

"""Sitemaps: urlsets, indexes, gzip, and those that robots.txt names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree
from scrapy.utils.gz import gunzip
from scrapy.utils.sitemap import Sitemap, sitemap_urls_from_robots

from pipelines.page_links import Link
from portals import Portal
from portals.url_identity import join

# The protocol's own limits (sitemaps.org): 50,000 URLs and 50 MB uncompressed.
MAX_URLS = 50_000
MAX_BYTES = 50 * 1024 * 1024


class SitemapError(ValueError):
    """What answered at a sitemap's address is no sitemap; the message says what it is."""


class SitemapPage(NamedTuple):
    """What a sitemap names: articles and listings of the portal, and further sitemaps on its hosts."""

    links: list[Link]
    sitemaps: list[tuple[str, str]]  # address; lastmod, as written


def read_sitemap(body: bytes, url: str, portal: Portal) -> SitemapPage:
    """The portal's addresses in a sitemap or a sitemap index. Raises SitemapError for anything else."""
    if body[:2] == b"\x1f\x8b":
        try:
            body = gunzip(body, max_size=MAX_BYTES)
        except (OSError, EOFError, ValueError) as error:
            raise SitemapError(f"the gzip file cannot be read: {error}") from None
    try:
        sitemap = Sitemap(body)
        entries = list(_limited(sitemap))
    except (etree.XMLSyntaxError, StopIteration, ValueError) as error:
        raise SitemapError(f"no XML: {error or 'empty'}") from None
    addresses = {portal.canonical(join(url, address)): lastmod for address, lastmod in entries}
    if sitemap.type == "sitemapindex":
        return SitemapPage([], [entry for entry in addresses.items() if portal.path_of(entry[0]) is not None])
    if sitemap.type != "urlset":
        raise SitemapError(f"the document is <{sitemap.type}>, neither <urlset> nor <sitemapindex>")
    kinds = ((address, portal.kind_of(address), lastmod) for address, lastmod in addresses.items())
    named = [Link(url, kind, "", modified=lastmod) for url, kind, lastmod in kinds if kind in {"article", "listing"}]
    return SitemapPage(named, [])


def robots_sitemaps(robots_txt: bytes, url: str, portal: Portal) -> list[str]:
    """The sitemaps on the portal's hosts that a robots.txt names."""
    named = sitemap_urls_from_robots(robots_txt, base_url=url)
    addresses = (portal.canonical(address) for address in named)
    return [address for address in addresses if portal.path_of(address) is not None]


def _limited(sitemap: Sitemap) -> Iterator[tuple[str, str]]:
    for number, entry in enumerate(sitemap):
        if number >= MAX_URLS:
            return
        if entry.get("loc"):
            yield entry["loc"], entry.get("lastmod") or ""

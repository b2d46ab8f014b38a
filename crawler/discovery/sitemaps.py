"""Sitemaps: urlsets, indexes, gzip, and those that robots.txt names."""

from __future__ import annotations

import re
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
# `?id=1&cat=2`, as it must not stand in XML: a parser that forgives it makes another address of it.
_BARE_AMPERSAND = re.compile(rb"&(?!(?:[a-zA-Z]{2,8}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)")
_ADDRESS = re.compile(r"https?://\S+")


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
    listed = _listed(body)
    if listed:
        return SitemapPage(_named(listed, url, portal), [])
    try:
        sitemap = Sitemap(_BARE_AMPERSAND.sub(b"&amp;", body))
        entries = list(_limited(sitemap))
    except (etree.XMLSyntaxError, StopIteration, ValueError) as error:
        raise SitemapError(f"no XML: {str(error) or 'empty'}") from None
    addresses = dict(entries)
    if sitemap.type == "sitemapindex":
        further = {portal.canonical(join(url, address)): lastmod for address, lastmod in entries}
        return SitemapPage([], [entry for entry in further.items() if portal.path_of(entry[0]) is not None])
    if sitemap.type != "urlset":
        raise SitemapError(f"the document is <{sitemap.type}>, neither <urlset> nor <sitemapindex>")
    return SitemapPage(_named(addresses, url, portal), [])


def _named(addresses: dict[str, str], url: str, portal: Portal) -> list[Link]:
    canonical = {portal.canonical(join(url, address)): lastmod for address, lastmod in addresses.items()}
    kinds = ((address, portal.kind_of(address), lastmod) for address, lastmod in canonical.items())
    return [Link(url, kind, "", modified=lastmod) for url, kind, lastmod in kinds if kind in {"article", "listing"}]


def _listed(body: bytes) -> dict[str, str]:
    """The addresses of a sitemap that is a text (sitemaps.org): one a line, and nothing else; none of any other."""
    if not body[:200].lstrip(b"\xef\xbb\xbf \r\n").startswith(b"http"):
        return {}
    lines = [line.strip() for line in body.decode("utf-8-sig", "replace").splitlines()[:MAX_URLS]]
    addresses = {line: "" for line in lines if line}
    return addresses if all(map(_ADDRESS.fullmatch, addresses)) else {}


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

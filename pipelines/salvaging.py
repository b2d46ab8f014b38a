"""Reads captured pages for a repair of the archive: with today's rules, and the portal file of the crawl itself."""

from __future__ import annotations

from datetime import datetime

from archive.captures.stored_captures import StoredCapture
from archive.model import Article, Rejection, with_repeated
from archive.snapshots.records import CrawlRecord
from pipelines.extraction import extract, rules_digest
from portals import parse_portal


class SalvageReader:
    """The `PageReader` of one crawl. What led to a page is lost with its snapshot, so that is not known here."""

    def __init__(self, crawl: CrawlRecord) -> None:
        self._portal = parse_portal(crawl.portal_file, f"portal file in the snapshot of crawl {crawl.crawl_id}")
        self._context = with_repeated(None, crawl.repeated)
        self.rules = rules_digest(self._portal, crawl.repeated)

    def article_url(self, url: str) -> str | None:
        """The canonical form of an address where it is one of an article."""
        canonical = self._portal.canonical(url)
        return canonical if self._portal.kind_of(canonical) == "article" else None

    def read(self, stored: StoredCapture) -> Article | Rejection:
        """The article that a captured page is, or why it is none."""
        return extract(
            stored.response.body,
            self._portal.canonical(stored.capture.url),
            portal=self._portal,
            content_type=stored.response.header("content-type"),
            fetched_at=datetime.fromisoformat(stored.capture.fetched_at),
            context=self._context,
        )

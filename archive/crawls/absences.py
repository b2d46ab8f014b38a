"""What a crawl says of articles that are not there, as far as an answer tells."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from archive.crawls.crawl_records import CrawlRecords
from archive.crawls.known_articles import KnownArticles
from archive.model import Rejection
from archive.rows import frontier_rows
from archive.snapshots.records import GoneEvidence, GoneRecord


class Absences:
    """Of one crawl. `portal_alive`: whether another page of the portal was there in it."""

    def __init__(self, db: sqlite3.Connection, records: CrawlRecords, articles: KnownArticles) -> None:
        self._db = db
        self._records = records
        self._articles = articles

    def gone(
        self, url: str, at: str, evidence: GoneEvidence, detail: str, *, portal_alive: bool, capture: str | None
    ) -> None:
        """Says that nothing is at an article's address. Of an address that never was an article it is a rejection;
        so it is of a further one of an article, which may be there at its own.
        """
        if not self._is_articles_own(url):
            self._records.reject(url, at, "missing", detail, capture)
            return
        self._write(url, at, evidence, portal_alive=portal_alive, capture=capture)

    def replaced(
        self, url: str, at: str, rejection: Rejection, *, portal_alive: bool, capture: str, listing: str | None
    ) -> None:
        """Says that a page is no article, at an address where one may have been. Where it is a listing of the portal
        (`listing`, or the one that sent the very same bytes), the article is gone; else nobody can tell.
        """
        if self._is_articles_own(url) and (listing or self._listing_sent(capture)):
            self._write(url, at, "soft-404", portal_alive=portal_alive, capture=capture)
        else:
            self._records.reject(url, at, rejection.reason, rejection.detail, capture)

    def host_is_dead(self, urls: Iterable[str], at: str) -> dict[str, bool]:
        """Says of the articles at these addresses that there was nobody to ask for them; whether each counted as
        removed before that. Nothing is said of an address that never was an article, or is a further one of another.
        """
        removed = {}
        for url in urls:
            newest = self._articles.newest_at(url)
            if newest is not None and not self._articles.is_further(url):
                removed[url] = newest.removed
                self._write(url, at, "dead-host", portal_alive=False, capture=None)
        return removed

    def _write(self, url: str, at: str, evidence: GoneEvidence, *, portal_alive: bool, capture: str | None) -> None:
        stamp = self._records.stamp()
        self._records.write(
            GoneRecord(**stamp, url=url, at=at, evidence=evidence, portal_alive=portal_alive, capture=capture)
        )

    def _listing_sent(self, capture: str) -> bool:
        self._records.commit()  # the capture may be in this batch
        return frontier_rows.listing_sent(self._db, capture)

    def _is_articles_own(self, url: str) -> bool:
        """Whether an article is archived whose own address this is, and no further one."""
        return self._articles.newest_at(url) is not None and not self._articles.is_further(url)

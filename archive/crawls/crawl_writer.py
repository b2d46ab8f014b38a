"""Writes what one crawl of one portal learns: captures first, then records, then rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

import msgspec
import sqlite_utils

from archive.captures.exchange import Exchange
from archive.crawls import deduplication
from archive.crawls.absences import Absences
from archive.crawls.crawl_records import CrawlRecords, commit_records
from archive.crawls.earlier_readings import EarlierReadings, Reread
from archive.crawls.further_addresses import FurtherAddresses
from archive.crawls.known_articles import KnownArticles
from archive.data_folder import DataFolder
from archive.model import Article, Capture, Context, RejectionReason
from archive.rows import frontier_rows, host_rests
from archive.rows.frontier_rows import FrontierRow
from archive.snapshots.records import (
    ArticleRecord,
    CaptureRecord,
    CrawlRecord,
    EndRecord,
    Outcome,
    ReextractRecord,
    fields_of,
)
from archive.timestamps import timestamp

Verdict = Literal["new", "changed", "unchanged"]


class CrawlWriter:
    """The one way in which a crawl writes. What a call says is acknowledged when the next `commit` returns.

    The order on disk is WARC, snapshot, rows: whatever moment the process is killed at, nothing that is
    in the rows lacks its snapshot line, and no line lacks its capture. All calls from the Store's thread.
    """

    def __init__(
        self,
        folder: DataFolder,
        db: sqlite_utils.Database,
        crawl: CrawlRecord,
        started_at: datetime,
        reread: Reread | None,
    ) -> None:
        self._rules = crawl.rules
        self._started_at = crawl.recorded_at
        self._db = db.conn
        self._earlier = EarlierReadings(folder, self._db, crawl, reread, self.keep_rereading)
        self._articles = KnownArticles(self._db, crawl.portal, self._earlier)
        self._records = records = CrawlRecords(folder, db, crawl, started_at)
        self.crawl_id, self.portal = records.crawl_id, records.portal
        # What was done so far, how many of the articles read had each field, pages that are no articles by reason: kept
        # up to date there.
        self.counts, self.coverage, self.rejections = records.counts, records.coverage, records.rejections
        self.absences = Absences(self._db, self._records, self._articles)
        self.addresses = FurtherAddresses(self._records, self._articles, self.absences)

    def load_frontier(self) -> list[FrontierRow]:
        """Every address of the portal that is known, in the order in which it was found."""
        return frontier_rows.load(self._db, self.portal, self._rules)

    def keep(self, exchange: Exchange, capture: Capture) -> None:
        """Keeps a response. `capture` says all but where it lies in the WARC files, which is filled in here.

        A 304, and a payload that the portal sent before at any address, are written as revisits.
        """
        kept = deduplication.write_once(self._records.unwritten, exchange, capture)
        self.counts.pages += 1
        self._records.write(CaptureRecord(**msgspec.structs.asdict(kept), recorded_at=timestamp()))

    def observe(
        self,
        article: Article,
        capture: str,
        at: str,
        *,
        context: Context | None = None,
        declared: str | None = None,
        twins: tuple[str, ...] = (),
    ) -> Verdict:
        """Says that an article was read from a capture: a new one, a changed one, or the same as before.

        `declared` is the address that the page calls its own (canonical link, og:url). It is weighed, not believed: the
        two are one article where another one is archived there that says the same. So are `twins`, addresses that
        only spelling tells from the article's.
        """
        for other in (declared, *twins):
            if other is not None and other != article.url:
                self.addresses.weigh(article, other)
        known = self._articles.id_at(article.url)
        self._records.commit_those_of(known)  # the same article twice in one batch: the rows must know the first one
        before = self._articles.newest(known)
        same = self._earlier.compare(before.capture, article) if before else False
        if same is not True and declared is not None and self.addresses.leads_elsewhere(article.url, declared):
            self.reject(article.url, at, "not-article", f"shows {declared}, and showed another article before", capture)
            return "unchanged"
        if before and same:
            self._records.seen(article.url, before.capture, capture, at, view_count=article.view_count)
        else:
            self._write_reading(ArticleRecord, article, capture, at, context)
        self._records.unwritten.touched.add(known)
        # Where nobody can tell (`same` is None), it is not called an edit.
        verdict: Verdict = "new" if before is None else "changed" if same is False else "unchanged"
        # An article with two addresses is met twice, and counts once.
        if before is None or before.last_seen < self._started_at:
            setattr(self.counts, verdict, getattr(self.counts, verdict) + 1)
            self.coverage.add(article)
        return verdict

    def keep_rereading(self, reading: Article, capture: Capture, context: Context | None) -> None:
        """Says what today's rules read in an old capture: a better reading, never an edit."""
        self._write_reading(ReextractRecord, reading, capture.id, capture.fetched_at, context)

    def _write_reading(
        self,
        kind: type[ArticleRecord | ReextractRecord],
        reading: Article,
        capture: str,
        at: str,
        context: Context | None,
    ) -> None:
        fields, stamp = fields_of(reading), self._records.stamp()
        self._records.write(
            kind(**fields, **stamp, at=at, capture=capture, rules=self._rules, context=context),
        )

    def unchanged(self, url: str, capture: str, at: str) -> bool:
        """Says that an article answered 304: it is as its newest reading says. False where no such article is known."""
        newest = self._articles.newest_at(url)
        if newest is None:
            return False
        self.counts.unchanged += 1
        self._records.seen(url, newest.capture, capture, at)
        return True

    def reject(
        self, url: str, at: str, reason: RejectionReason, detail: str, capture: str | None, *, counts: bool = True
    ) -> None:
        """Says that a page was fetched and is no article, and why. One that is counted as an error `counts` not."""
        self._records.reject(url, at, reason, detail, capture, counts=counts)

    def frontier(self, rows: Iterable[FrontierRow]) -> None:
        """Changes the frontier, in the same transaction as the records said before."""
        self._records.unwritten.frontier += rows

    def rest(self, host: str, until: str) -> None:
        """A host is to be left in peace until then, by whichever crawl."""
        self._records.unwritten.rests[host] = until

    def load_rests(self, hosts: Iterable[str]) -> dict[str, str]:
        """Until when each of these hosts asked to be left in peace."""
        return host_rests.load(self._db, hosts)

    def commit(self) -> None:
        """Makes all that was said durable, in the order WARC, snapshot, rows. Raises StorageError.

        After a failure nothing more is written.
        """
        self._records.commit()

    def end(self, outcome: Outcome) -> None:
        """Ends the crawl: everything committed, the snapshot sealed, the portal free for the next one."""
        records = self._records
        try:
            records.commit()  # so that the counts are final
            stamp = records.stamp()
            records.write(EndRecord(**stamp, outcome=outcome, counts=records.counts, coverage=records.coverage))
            records.commit()
            records.unwritten.seal()
        finally:
            records.unwritten.close()


def commit_writers(writers: Iterable[CrawlWriter]) -> None:
    """Commits for several crawls at once, which costs little more than for one. Raises StorageError."""
    commit_records(writer._records for writer in writers)

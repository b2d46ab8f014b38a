"""Writes what one crawl of one portal learns: captures first, then records, then rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, TypedDict

import msgspec
import sqlite_utils

from archive import deduplication, frontier_rows, host_rests
from archive.data_folder import DataFolder
from archive.earlier_readings import EarlierReadings, Reread
from archive.frontier_rows import FrontierRow
from archive.known_articles import KnownArticles
from archive.model import Article, Capture, Context, Rejection, RejectionReason
from archive.records import (
    AliasRecord,
    ArticleRecord,
    CaptureRecord,
    Counts,
    Coverage,
    CrawlRecord,
    EndRecord,
    GoneEvidence,
    GoneRecord,
    Outcome,
    Record,
    ReextractRecord,
    RejectionRecord,
    SeenRecord,
    fields_of,
    timestamp,
)
from archive.unwritten import Unwritten, commit_together
from archive.warc_writer import Exchange
from portals import StorageError

Verdict = Literal["new", "changed", "unchanged"]


class _Stamp(TypedDict):
    recorded_at: str
    crawl_id: str
    portal: str


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
        self.crawl_id = crawl.crawl_id
        self.portal = crawl.portal
        self.counts = Counts()
        self.coverage = Coverage()
        self.rejections: dict[RejectionReason, int] = {}
        self._rules = crawl.rules
        self._started_at = crawl.recorded_at
        self._db = db.conn
        self._earlier = EarlierReadings(folder, self._db, crawl, reread, self.keep_rereading)
        self._articles = KnownArticles(self._db, self.portal, self._earlier)
        try:
            self._unwritten = Unwritten(folder, db, crawl, started_at)
        except OSError as error:
            raise StorageError(f"{folder.root}: cannot be written: {error.strerror or error}") from None
        try:
            self._write(crawl)
            self.commit()
        except BaseException:
            self._unwritten.close()
            raise

    def load_frontier(self) -> list[FrontierRow]:
        """Every address of the portal that is known, in the order in which it was found."""
        return frontier_rows.load(self._db, self.portal, self._rules)

    def keep(self, exchange: Exchange, capture: Capture) -> None:
        """Keeps a response. `capture` says all but where it lies in the WARC files, which is filled in here.

        A 304, and a payload that the portal sent before at any address, are written as revisits.
        """
        kept = deduplication.write_once(self._unwritten, exchange, capture)
        self.counts.pages += 1
        self._write(CaptureRecord(**msgspec.structs.asdict(kept), recorded_at=timestamp()))

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
                self._weigh(article, other)
        known = self._articles.id_at(article.url)
        if known in self._unwritten.touched:
            self.commit()  # the same article twice in one batch: the rows must know the first reading
        before = self._articles.newest(known)
        same = self._earlier.compare(before.capture, article) if before else False
        if same is not True and declared is not None and self._leads_elsewhere(article.url, declared):
            self.reject(article.url, at, "not-article", f"shows {declared}, and showed another article before", capture)
            return "unchanged"
        if before and same:
            self._write_seen(article.url, before.capture, capture, at, view_count=article.view_count)
        else:
            self._write(
                ArticleRecord(
                    **fields_of(article), **self._stamp(), at=at, capture=capture, rules=self._rules, context=context
                )
            )
        self._unwritten.touched.add(known)
        # Where nobody can tell (`same` is None), it is not called an edit.
        verdict: Verdict = "new" if before is None else "changed" if same is False else "unchanged"
        # An article with two addresses is met twice, and counts once.
        if before is None or before.last_seen < self._started_at:
            setattr(self.counts, verdict, getattr(self.counts, verdict) + 1)
            self.coverage.add(article)
        return verdict

    def _weigh(self, article: Article, other: str) -> None:
        """Says that an article is the one at another address, where that one says the same."""
        ours, theirs = self._articles.id_at(article.url), self._articles.id_at(other)
        if theirs == ours or self._articles.is_further(article.url):
            return  # known already, or as an address of another one
        if not self._unwritten.touched.isdisjoint((ours, theirs)):
            self.commit()  # the rows must know them
        # What was shown at this address before must be theirs too: it may show the newest article, whichever that is.
        if self._articles.says_the_same(other, article) and self._articles.said_all_that(theirs, ours):
            self.alias(article.url, other)
            self.commit()

    def _leads_elsewhere(self, url: str, there: str) -> bool:
        """Whether a further address of an article leads to another one now: to whichever is the newest."""
        return self._articles.is_further(url) and self._articles.id_at(url) != self._articles.id_at(there)

    def keep_rereading(self, reading: Article, capture: Capture, context: Context | None) -> None:
        """Says what today's rules read in an old capture: a better reading, never an edit."""
        self._write(
            ReextractRecord(
                **fields_of(reading),
                **self._stamp(),
                at=capture.fetched_at,
                capture=capture.id,
                rules=self._rules,
                context=context,
            )
        )

    def unchanged(self, url: str, capture: str, at: str) -> bool:
        """Says that an article answered 304: it is as its newest reading says. False where no such article is known."""
        newest = self._articles.newest_at(url)
        if newest is None:
            return False
        self.counts.unchanged += 1
        self._write_seen(url, newest.capture, capture, at)
        return True

    def gone(
        self, url: str, at: str, evidence: GoneEvidence, detail: str, *, portal_alive: bool, capture: str | None
    ) -> None:
        """Says that nothing is at an article's address. Of an address that never was an article it is a rejection;
        so it is of a further one of an article, which may be there at its own.
        """
        if not self._is_articles_own(url):
            self.reject(url, at, "missing", detail, capture)
            return
        self._write(
            GoneRecord(
                **self._stamp(),
                url=url,
                at=at,
                evidence=evidence,
                portal_alive=portal_alive,
                capture=capture,
            )
        )

    def replaced(
        self, url: str, at: str, rejection: Rejection, *, portal_alive: bool, capture: str, listing: str | None
    ) -> None:
        """Says that a page is no article, at an address where one may have been. Where it is a listing of the portal
        (`listing`, or the one that sent the very same bytes), the article is gone; else nobody can tell.
        """
        if self._is_articles_own(url) and (listing or self._listing_sent(capture)):
            self.gone(url, at, "soft-404", rejection.detail, portal_alive=portal_alive, capture=capture)
        else:
            self.reject(url, at, rejection.reason, rejection.detail, capture)

    def _listing_sent(self, capture: str) -> bool:
        self.commit()  # the capture may be in this batch
        return frontier_rows.listing_sent(self._db, capture)

    def _is_articles_own(self, url: str) -> bool:
        """Whether an article is archived whose own address this is, and no further one."""
        return self._articles.newest_at(url) is not None and not self._articles.is_further(url)

    def host_is_dead(self, urls: Iterable[str], at: str) -> dict[str, bool]:
        """Says of the articles at these addresses that there was nobody to ask for them; whether each counted as
        removed before that. Nothing is said of an address that never was an article, or is a further one of another.
        """
        removed = {}
        for url in urls:
            newest = self._articles.newest_at(url)
            if newest is not None and not self._articles.is_further(url):
                removed[url] = newest.removed
                self._write(GoneRecord(**self._stamp(), url=url, at=at, evidence="dead-host", portal_alive=False))
        return removed

    def reject(
        self, url: str, at: str, reason: RejectionReason, detail: str, capture: str | None, *, counts: bool = True
    ) -> None:
        """Says that a page was fetched and is no article, and why. One that is counted as an error `counts` not."""
        if counts:
            self.counts.rejected += 1
            self.rejections[reason] = self.rejections.get(reason, 0) + 1
        self._write(
            RejectionRecord(
                **self._stamp(),
                url=url,
                at=at,
                reason=reason,
                detail=detail,
                capture=capture,
            )
        )

    def redirected(self, url: str, article: Article, at: str, capture: str) -> None:
        """Says that an address led to an article at another one. It is weighed: portals send the addresses of what they
        took down to whatever they have. Two that are archived, and say different things, stay two.
        """
        self.commit()  # either of them may be in this batch
        same = self._articles.says_the_same(url, article)
        if self._leads_elsewhere(url, article.url) and not same:
            return  # what it led to before is not this one, and is no less there
        if self._are_two(url, article.url) and not same:
            detail = f"redirects to {article.url}, another article"
            self.gone(url, at, "soft-404", detail, portal_alive=True, capture=capture)
        else:
            self.alias(url, article.url)
            self.commit()  # the article that is observed next may be the one that was at `url`

    def _are_two(self, one: str, other: str) -> bool:
        """Whether two addresses are those of two articles that are both archived."""
        archived = self._articles.newest_at(one) is not None and self._articles.newest_at(other) is not None
        return archived and self._articles.id_at(one) != self._articles.id_at(other)

    def alias(self, url: str, same_as: str) -> None:
        """Says that `url` is another address of the article at `same_as`. Both are canonical."""
        if not self._articles.has_alias(url, same_as):
            self._write(AliasRecord(**self._stamp(), url=url, same_as=same_as))

    def frontier(self, rows: Iterable[FrontierRow]) -> None:
        """Changes the frontier, in the same transaction as the records said before."""
        self._unwritten.frontier += rows

    def rest(self, host: str, until: str) -> None:
        """A host is to be left in peace until then, by whichever crawl."""
        self._unwritten.rests[host] = until

    def load_rests(self, hosts: Iterable[str]) -> dict[str, str]:
        """Until when each of these hosts asked to be left in peace."""
        return host_rests.load(self._db, hosts)

    def commit(self) -> None:
        """Makes all that was said durable, in the order WARC, snapshot, rows. Raises StorageError.

        After a failure nothing more is written.
        """
        commit_writers([self])

    def end(self, outcome: Outcome) -> None:
        """Ends the crawl: everything committed, the snapshot sealed, the portal free for the next one."""
        try:
            self.commit()  # so that the counts are final
            self._write(
                EndRecord(
                    **self._stamp(),
                    outcome=outcome,
                    counts=self.counts,
                    coverage=self.coverage,
                )
            )
            self.commit()
            self._unwritten.seal()
        finally:
            self._unwritten.close()

    def _stamp(self) -> _Stamp:
        return {"recorded_at": timestamp(), "crawl_id": self.crawl_id, "portal": self.portal}

    def _write_seen(self, url: str, same_as: str, capture: str, at: str, *, view_count: int | None = None) -> None:
        """An article is as it was when it was read from the capture `same_as`."""
        self._write(
            SeenRecord(**self._stamp(), url=url, at=at, same_as=same_as, capture=capture, view_count=view_count)
        )

    def _write(self, record: Record) -> None:
        self._unwritten.records.append(record)


def commit_writers(writers: Iterable[CrawlWriter]) -> None:
    """Commits for several crawls at once, which costs little more than for one. Raises StorageError."""
    committed = list(writers)
    commit_together(writer._unwritten for writer in committed)
    for writer in committed:
        writer.counts.removed = writer._unwritten.removed

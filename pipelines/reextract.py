"""Reads a portal's stored captures again with today's rules, and keeps what they say, as a run of its own."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.metadata import version

import msgspec

from archive import Store, outdated_readings
from archive.crawls.crawl_writer import CrawlWriter
from archive.crawls.repeated_lines import repeated_lines
from archive.data_folder import DataFolder, PortalBusyError
from archive.model import Article, Rejection
from archive.outdated_readings import Outdated
from pipelines.extraction import rules_digest
from pipelines.reading_changes import ChangesOf, FieldChanges, changed_fields
from pipelines.rereading import Damaged, reread
from pipelines.workers import ExtractionPool
from portals import GovnewsError, Portal, StorageError
from portals.version import VERSION

log = logging.getLogger(__name__)

# A run commits after so many captures or seconds, whichever comes first: an fsync and a commit are shared by so many.
COMMIT_EVERY = 500
COMMIT_WITHIN = 2.0

Progress = Callable[[int, int], None]


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """Which captures are wanted: those fetched since (a time or a beginning of one), those of these articles (ids)."""

    since: str | None = None
    articles: list[str] | None = None


class Reextracted(msgspec.Struct, kw_only=True):
    """What a run did: one line of `govnews reextract --json`. `crawl_id` is None where there was nothing to read.

    Of the captures `read`, so many say something else than before (`changed`; evidence aside), and so many are no
    article to today's rules (`rejected`); `damaged` ones could not be read. `outcome` is that of the end record, or
    `busy`.
    """

    portal: str
    crawl_id: str | None = None
    captures: int = 0
    read: int = 0
    changed: int = 0
    rejected: int = 0
    damaged: int = 0
    outcome: str = "complete"


def software() -> dict[str, str]:
    """Names and versions of what reads here, for the records. The first name tells these runs from crawls."""
    return {"govnews-reextract": VERSION} | {name: version(name) for name in ("trafilatura", "lxml", "sqlite-utils")}


def reextract(
    store: Store,
    pool: ExtractionPool,
    portal: Portal,
    chosen: Chosen,
    *,
    stop: Callable[[], bool],
    progress: Progress,
) -> Reextracted:
    """Reads again what today's rules have not read, and keeps each reading as a `reextract` record.

    Killed at any moment, the next run goes on where this one was. An article whose capture today's rules reject is kept
    as it is, and a `rejection` says so. Once `stop()` is true, what was read is kept and the run ends as interrupted.
    Raises StorageError.
    """
    repeated = repeated_lines(store.db.conn, portal.id)
    rules = rules_digest(portal, repeated)
    result = Reextracted(portal=portal.id)
    if not _find(store, portal, rules, chosen):
        return result
    try:
        writer = store.begin(portal, rules=rules, software=software(), repeated=repeated)
    except PortalBusyError as error:
        log.error("%s", error)
        result.outcome = "busy"
        return result
    result.crawl_id = writer.crawl_id
    try:
        captures = _find(store, portal, rules, chosen)  # another run may have read some before we held the portal
        result.captures = len(captures)
        _run(store, pool, portal, captures, repeated, writer, result, stop, progress)
    except BaseException:
        with suppress(GovnewsError):
            writer.end("failed")
        raise
    result.outcome = "interrupted" if stop() and result.read + result.damaged < result.captures else "complete"
    writer.end("interrupted" if result.outcome == "interrupted" else "complete")
    return result


def _find(store: Store, portal: Portal, rules: str, chosen: Chosen) -> list[str]:
    return outdated_readings.find(store.db.conn, portal.id, rules, since=chosen.since, articles=chosen.articles)


def _run(
    store: Store,
    pool: ExtractionPool,
    portal: Portal,
    captures: list[str],
    repeated: tuple[str, ...],
    writer: CrawlWriter,
    result: Reextracted,
    stop: Callable[[], bool],
    progress: Progress,
) -> None:
    def damaged(capture: str, detail: str) -> None:
        log.error("capture %s cannot be read again: %s", capture, detail)
        result.damaged += 1

    waiting, since = 0, time.monotonic()
    located = load_all(store.folder, store.db.conn, captures, repeated, damaged)
    for each, reading in reread(pool, store.folder.root, portal, located, stop=stop):
        if isinstance(reading, Damaged):
            damaged(each.capture.id, reading.detail)
        else:
            _keep(store, writer, each, reading, result)
        waiting += 1
        if waiting >= COMMIT_EVERY or time.monotonic() - since >= COMMIT_WITHIN:
            writer.commit()
            waiting, since = 0, time.monotonic()
        progress(result.read + result.damaged, result.captures)


def load_all(
    folder: DataFolder,
    db: sqlite3.Connection,
    captures: list[str],
    repeated: tuple[str, ...],
    damaged: Callable[[str, str], None],
) -> Iterator[Outdated]:
    """What reading each of these captures takes; `damaged` is told of those of which nobody knows where they are."""
    for capture in captures:
        try:
            yield outdated_readings.load(folder, db, capture, repeated)
        except StorageError as error:
            damaged(capture, str(error))


def _keep(store: Store, writer: CrawlWriter, each: Outdated, reading: Article | Rejection, result: Reextracted) -> None:
    result.read += 1
    capture = each.capture
    if isinstance(reading, Rejection):
        result.rejected += 1
        url = outdated_readings.reading_until_now(store.db.conn, capture.id).url
        writer.reject(url, capture.fetched_at, reading.reason, reading.detail, capture.id)
        return
    if changed_fields(outdated_readings.reading_until_now(store.db.conn, capture.id), reading):
        result.changed += 1
    writer.keep_rereading(reading, capture, each.context)


class Preview(msgspec.Struct, kw_only=True):
    """What a run would do to one portal: how many captures it would read, and what would change."""

    portal: str
    captures: int
    changes: list[FieldChanges]


def preview(
    folder: DataFolder,
    db: sqlite3.Connection,
    pool: ExtractionPool,
    portal: Portal,
    chosen: Chosen,
    examples: int,
    *,
    stop: Callable[[], bool],
    progress: Progress,
) -> Preview:
    """What reading again would change, with so many examples a field. Writes nothing. Raises StorageError."""
    repeated = repeated_lines(db, portal.id)
    rules = rules_digest(portal, repeated)
    captures = outdated_readings.find(db, portal.id, rules, since=chosen.since, articles=chosen.articles)
    tally = ChangesOf(db, portal.id, examples)
    located = load_all(folder, db, captures, repeated, tally.add_damaged)
    for done, (each, reading) in enumerate(reread(pool, folder.root, portal, located, stop=stop), start=1):
        tally.add(each, reading)
        progress(done, len(captures))
    return Preview(portal=portal.id, captures=len(captures), changes=tally.result())

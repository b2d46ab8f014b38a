"""`apply()`: the one function that makes rows of records.

Crawl, crash repair, rebuild, recover, import and reextract all go through it. It is idempotent, and its result does not
depend on the order of the records: a record only adds a fact, and whatever depends on several facts is computed again
from all of them (`article_rows`).
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable

import msgspec

from archive.rows import aliases, article_rows, media_rows
from archive.rows.article_rows import FreshReadings
from archive.rows.content_hash import content_hash
from archive.snapshots.records import (
    AliasRecord,
    ArticleRecord,
    CaptureRecord,
    CrawlRecord,
    EndRecord,
    GoneRecord,
    Record,
    ReextractRecord,
    RejectionRecord,
    SeenRecord,
    article_of,
)

_CAPTURE_COLUMNS = [field.name for field in msgspec.structs.fields(CaptureRecord) if field.name != "recorded_at"]
_INSERT_CAPTURE = (
    f"INSERT OR IGNORE INTO captures ({', '.join(_CAPTURE_COLUMNS)}) VALUES ({', '.join('?' * len(_CAPTURE_COLUMNS))})"
)


def apply(db: sqlite3.Connection, record: Record) -> None:
    """Brings the rows up to one record. Runs within the caller's transaction."""
    apply_all(db, [record])


def apply_all(db: sqlite3.Connection, records: Iterable[Record]) -> None:
    """Brings the rows up to all of these records; each article that they touch is computed once.

    Runs within the caller's transaction: either all of them count, or none.
    """
    touched: dict[str, None] = {}  # article ids, in the order in which they were met
    fresh: FreshReadings = {}
    for record in records:
        for article in _add_fact(db, record, fresh):
            touched[article] = None
    for article in touched:
        article_rows.compute(db, article, fresh)


def _add_fact(db: sqlite3.Connection, record: Record, fresh: FreshReadings) -> list[str]:
    """Writes down what one record says; the ids of the articles that may look different for it."""
    match record:
        case CrawlRecord():
            return _add_crawl(db, record)
        case EndRecord():
            return _add_end(db, record)
        case CaptureRecord():
            _know_crawl(db, record.crawl_id, record.portal)
            db.execute(_INSERT_CAPTURE, [getattr(record, column) for column in _CAPTURE_COLUMNS])
            if record.status == 200:
                media_rows.link_capture(db, record.portal, record.url)
            return []
        case ArticleRecord():
            _add_reading(db, record, fresh)
            return _add_observation(db, record, "article", record.capture)
        case ReextractRecord():
            _add_reading(db, record, fresh)
            return article_rows.resting_on(db, record.capture)
        case SeenRecord():
            return _add_observation(
                db, record, "seen", record.capture, same_as=record.same_as, view_count=record.view_count
            )
        case GoneRecord():
            return _add_observation(
                db, record, "gone", record.capture, evidence=record.evidence, portal_alive=record.portal_alive
            )
        case RejectionRecord():
            return _add_rejection(db, record)
        case AliasRecord():
            _know_portal(db, record.portal)
            return aliases.add(db, record)


def _know_portal(db: sqlite3.Connection, portal: str) -> None:
    """A row to point at, until the crawl record comes that fills it."""
    db.execute("INSERT OR IGNORE INTO portals (id, as_of) VALUES (?, '')", [portal])


def _know_crawl(db: sqlite3.Connection, crawl_id: str, portal: str) -> None:
    db.execute("INSERT OR IGNORE INTO crawls (id, portal) VALUES (?, ?)", [crawl_id, portal])


def _add_crawl(db: sqlite3.Connection, record: CrawlRecord) -> list[str]:
    facts = record.facts
    _know_portal(db, record.portal)
    db.execute(
        "UPDATE portals SET name = ?, home = ?, platform = ?, language = ?, active_until = ?, successor = ?, as_of = ?"
        " WHERE id = ? AND as_of <= ?",  # the portal file of the newest crawl counts
        [
            *(facts.name, facts.home, facts.platform, facts.language, facts.active_until, facts.successor),
            *(record.recorded_at, record.portal, record.recorded_at),
        ],
    )
    _know_crawl(db, record.crawl_id, record.portal)
    repeated = msgspec.json.encode(record.repeated).decode()
    db.execute(
        "UPDATE crawls SET started_at = ?, software = ?, rules = ?, repeated = ? WHERE id = ?",
        [record.recorded_at, record.software, record.rules, repeated, record.crawl_id],
    )
    return []


def _add_end(db: sqlite3.Connection, record: EndRecord) -> list[str]:
    _know_crawl(db, record.crawl_id, record.portal)
    counts = msgspec.structs.asdict(record.counts)
    assignments = ", ".join(f"{name} = ?" for name in counts)
    db.execute(
        f"UPDATE crawls SET finished_at = ?, outcome = ?, {assignments} WHERE id = ?",
        [record.recorded_at, record.outcome, *counts.values(), record.crawl_id],
    )
    db.executemany(
        "INSERT OR REPLACE INTO coverage (crawl_id, portal, field, filled, articles) VALUES (?, ?, ?, ?, ?)",
        [
            (record.crawl_id, record.portal, field, filled, record.coverage.articles)
            for field, filled in record.coverage.filled.items()
        ],
    )
    return []


def _add_rejection(db: sqlite3.Connection, record: RejectionRecord) -> list[str]:
    _know_crawl(db, record.crawl_id, record.portal)
    row = (record.crawl_id, record.url, record.at, record.reason, record.detail, record.capture)
    # Of two rejections of one URL in one crawl the later counts; all that they say breaks a tie, so that whichever was
    # applied first makes no difference.
    db.execute(
        "INSERT INTO rejections (crawl_id, url, at, reason, detail, capture_id) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (crawl_id, url) DO UPDATE SET at = excluded.at, reason = excluded.reason,"
        " detail = excluded.detail, capture_id = excluded.capture_id"
        " WHERE (excluded.at, ifnull(excluded.capture_id, ''), excluded.reason, excluded.detail)"
        " > (rejections.at, ifnull(rejections.capture_id, ''), rejections.reason, rejections.detail)",
        row,
    )
    media_rows.link_capture(db, record.portal, record.url)
    return []


def _add_reading(db: sqlite3.Connection, record: ArticleRecord | ReextractRecord, fresh: FreshReadings) -> None:
    _know_portal(db, record.portal)
    article = article_of(record)
    fields = zlib.compress(msgspec.json.encode(article), 1)
    met_as = msgspec.json.encode(record.met_as).decode()
    context = msgspec.json.encode(record.context).decode() if record.context else None
    # Read twice under the same rules (a crash in between, an import): the later reading stays.
    kept = db.execute(
        "INSERT INTO readings (capture_id, rules, recorded_at, content_hash, met_as, context, fields)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (capture_id, rules) DO UPDATE SET recorded_at = excluded.recorded_at,"
        " content_hash = excluded.content_hash, met_as = excluded.met_as,"
        " context = excluded.context, fields = excluded.fields"
        " WHERE (excluded.recorded_at, excluded.met_as, excluded.fields)"
        " > (readings.recorded_at, readings.met_as, readings.fields)",
        [record.capture, record.rules, record.recorded_at, content_hash(article), met_as, context, fields],
    )
    if kept.rowcount:
        fresh[record.capture, record.rules] = article


def _add_observation(
    db: sqlite3.Connection,
    record: ArticleRecord | SeenRecord | GoneRecord,
    kind: str,
    capture: str | None,
    *,
    same_as: str | None = None,
    view_count: int | None = None,
    evidence: str | None = None,
    portal_alive: bool | None = None,
) -> list[str]:
    if isinstance(record, ArticleRecord):
        view_count = record.view_count
    said = (record.portal, record.url, record.at, kind, capture, same_as, view_count, evidence, portal_alive)
    article = aliases.article_at(db, record.portal, record.url)
    db.execute(
        "INSERT OR IGNORE INTO observations"
        " (id, article_id, portal, url, at, kind, capture_id, same_as, view_count, evidence, portal_alive)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [hashlib.sha256(msgspec.json.encode(said)).hexdigest()[:16], article, *said],
    )
    return [article]

"""Which captures were read under other rules than today's, and how they read until now."""

from __future__ import annotations

import sqlite3

import msgspec
import sqlite_utils

from archive.captures import stored_captures
from archive.captures.gzip_members import Location
from archive.data_folder import DataFolder
from archive.model import Article, Capture, Context, with_repeated
from archive.reader import Archive
from archive.rows.article_rows import load_reading
from archive.snapshots.records import CrawlRecord
from archive.snapshots.snapshots import read_snapshot
from portals import Portal, PortalError, StorageError, parse_portal

# What a rejection says of the machine rather than of the page: such a capture is tried again.
_OF_THE_MACHINE = ("timeout", "too-large")


class Outdated(msgspec.Struct, frozen=True):
    """A capture that today's rules have not read: where its payload lies, and what led to the page."""

    capture: Capture
    location: Location
    digest: str
    context: Context | None


def portals_with_articles(db: sqlite3.Connection) -> list[str]:
    """Ids of the portals of which anything was ever read."""
    return [row[0] for row in db.execute("SELECT DISTINCT portal FROM articles ORDER BY portal")]


def article_named(folder: DataFolder, db: sqlite3.Connection, url_or_id: str) -> str:
    """The id of an article, by any of its addresses or by its id. Raises UsageError where there is none."""
    return Archive(folder, sqlite_utils.Database(db)).article(url_or_id).id


def find(
    db: sqlite3.Connection, portal: str, rules: str, *, since: str | None = None, articles: list[str] | None = None
) -> list[str]:
    """Ids of a portal's captures that have readings, but none under the digest `rules`; in the order of the WARC files.

    `since` is a time as records write it, or a beginning of one: captures fetched before it are left out. `articles`
    are the ids of those that are wanted; None wants all. A capture that a run under the same rules has rejected is
    not outdated: the rules have had their say.
    """
    wanted = "SELECT capture_id FROM observations o WHERE article_id IN (SELECT value FROM json_each(:articles))"
    marks = ", ".join(f"'{reason}'" for reason in _OF_THE_MACHINE)
    query = (
        "SELECT c.id FROM captures c LEFT JOIN captures h ON h.id = c.revisit_of"
        " WHERE c.portal = :portal AND c.fetched_at >= :since"
        " AND EXISTS (SELECT 1 FROM readings r WHERE r.capture_id = c.id)"
        " AND NOT EXISTS (SELECT 1 FROM readings r WHERE r.capture_id = c.id AND r.rules = :rules)"
        " AND c.id NOT IN (SELECT x.capture_id FROM rejections x JOIN crawls w ON w.id = x.crawl_id"
        f" WHERE w.portal = :portal AND w.rules = :rules AND x.capture_id IS NOT NULL AND x.reason NOT IN ({marks}))"
        + (f" AND c.id IN ({wanted} UNION {wanted.replace('capture_id', 'same_as')})" if articles is not None else "")
        + " ORDER BY coalesce(h.warc_file, c.warc_file), coalesce(h.warc_offset, c.warc_offset), c.id"
    )
    values = {
        "portal": portal,
        "rules": rules,
        "since": since or "",
        "articles": msgspec.json.encode(articles).decode(),
    }
    return [row[0] for row in db.execute(query, values)]


def load(folder: DataFolder, db: sqlite3.Connection, capture: str, repeated: tuple[str, ...]) -> Outdated:
    """What reading a capture again takes, with the lines that `repeated` on its portal as known today.

    Raises StorageError where the database does not know its payload.
    """
    found, held = stored_captures.find(db, capture), stored_captures.holder(db, capture)
    if found is None or held is None:
        raise StorageError(f"{folder.database}: capture {capture!r}, or the one it revisits, is missing")
    row = db.execute(
        "SELECT context FROM readings WHERE capture_id = ? ORDER BY recorded_at DESC LIMIT 1", [capture]
    ).fetchone()
    before = msgspec.json.decode(row[0], type=Context) if row and row[0] else None
    context = with_repeated(before, repeated)
    return Outdated(found, Location(held.warc_file, held.warc_offset, held.warc_length), held.digest, context)


def reading_until_now(db: sqlite3.Connection, capture: str) -> Article:
    """The reading of a capture that counts: the one made last."""
    row = db.execute(
        "SELECT rules FROM readings WHERE capture_id = ? ORDER BY recorded_at DESC, rules DESC LIMIT 1", [capture]
    ).fetchone()
    return load_reading(db, capture, row[0])


def portal_as_crawled(folder: DataFolder, db: sqlite3.Connection, portal: str) -> Portal:
    """A portal as its last run's `crawl` record tells it, for one whose file is gone. Raises GovnewsError."""
    row = db.execute(
        "SELECT id FROM crawls WHERE portal = ? AND started_at IS NOT NULL ORDER BY started_at DESC, id DESC LIMIT 1",
        [portal],
    ).fetchone()
    files = sorted(folder.snapshots.glob(f"????-??-??/{portal}-{row[0]}.jsonl")) if row else []
    if not files:
        raise PortalError(
            f"portal {portal!r} has no file, and no snapshot here holds its text; --portals names a folder"
        )
    first = next(read_snapshot(files[0]), None)
    if not isinstance(first, CrawlRecord):
        raise StorageError(f"{files[0]}: does not begin with a crawl record; run `govnews verify`")
    return parse_portal(first.portal_file, f"{files[0]}: portal_file", expected_id=portal)

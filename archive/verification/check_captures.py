"""Whether every capture is where its row says, and every WARC record what its digests say."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from archive.captures.gzip_members import MEMBER_HEADER
from archive.captures.stored_captures import StoredCapture, load
from archive.captures.warc_reader import DamagedCaptureError, walk
from archive.data_folder import DataFolder
from archive.verification.findings import Finding, Progress, Verified
from portals import StorageError


def check_rows(
    folder: DataFolder, db: sqlite3.Connection, result: Verified, progress: Progress, sample: int | None = None
) -> Iterator[Finding]:
    """Reads captures at the place that their rows name: all of them, or `sample` drawn at random."""
    total = db.execute("SELECT count(*) FROM captures").fetchone()[0]
    drawn = total if sample is None else min(sample, total)
    which = "captures" if drawn == total else "(SELECT * FROM captures ORDER BY random() LIMIT ?1)"
    query = f"SELECT id, url, warc_file, warc_offset FROM {which} ORDER BY warc_file, warc_offset"
    rows = db.execute(query, [] if drawn == total else [drawn])
    for number, (capture, url, file, offset) in enumerate(rows, start=1):
        try:
            _check(load(folder, db, capture))
        except (StorageError, ValueError) as error:
            problem = error.problem if isinstance(error, DamagedCaptureError) else str(error)
            yield Finding(
                part="captures",
                where=f"{file} byte {offset}",
                what=f"{url}: {problem}",
                file=file,
                offset=offset,
                capture=capture,
                articles=_articles(db, [capture]),
            )
        result.captures += 1
        progress("captures", number, drawn)


def check_files(folder: DataFolder, db: sqlite3.Connection | None, progress: Progress) -> Iterator[Finding]:
    """Reads every record of every WARC file, those too that no row names (requests, what a crash left).

    What the crawl that is under way is just writing may be torn, and so may the end that a killed one left: the bytes
    that rows rest on are checked by `check_rows`.
    """
    files = sorted(folder.captures.glob("????/??/*.warc.gz"))
    for number, path in enumerate(files, start=1):
        file = folder.relative(path)
        try:
            with path.open("rb") as raw:
                for record in walk(path):
                    raw.seek(record.offset)
                    problem = record.problem
                    if problem is None and raw.read(len(MEMBER_HEADER)) != MEMBER_HEADER:
                        problem = "the head of the gzip member is not as it was written"
                    if problem is not None:
                        held = _captures_in(db, file, record.offset, record.offset + record.length)
                        yield Finding(
                            part="captures",
                            where=f"{file} byte {record.offset}",
                            what=f"{record.url or f'{record.length} bytes'}: {problem}",
                            file=file,
                            offset=record.offset,
                            articles=_articles(db, held) if db is not None else (),
                            torn=record.type == "torn",
                        )
        except (OSError, StorageError) as error:
            yield Finding(part="captures", where=file, what=str(error), file=file)
        progress("files of captures", number, len(files))


def _check(stored: StoredCapture) -> None:
    if stored.capture.status != stored.response.status and stored.capture.revisit_of is None:
        raise ValueError(f"was kept as {stored.capture.status}, but the record says {stored.response.status}")


def _captures_in(db: sqlite3.Connection | None, file: str, start: int, end: int) -> list[str]:
    if db is None:
        return []
    query = "SELECT id FROM captures WHERE warc_file = ? AND warc_offset < ? AND warc_offset + warc_length > ?"
    return [row[0] for row in db.execute(query, [file, end, start])]


def _articles(db: sqlite3.Connection, captures: list[str]) -> tuple[str, ...]:
    """Addresses of the articles that were met in these captures."""
    query = (
        "SELECT DISTINCT a.url FROM observations o JOIN articles a ON a.id = o.article_id"
        " WHERE o.capture_id = ?1 OR o.same_as = ?1"
    )
    return tuple(sorted({row[0] for capture in captures for row in db.execute(query, [capture])}))

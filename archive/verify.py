"""Proves that captures, snapshots and database agree."""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from archive import snapshots
from archive.comparison import differences
from archive.data_folder import DataFolder
from archive.database import open_for_reading
from archive.rebuild import build
from archive.stored_captures import StoredCapture, load
from portals import StorageError

Part = Literal["database", "snapshots", "captures", "rows"]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is not as it should be: where (a file, a capture, a row), and what is wrong there."""

    part: Part
    where: str
    what: str


class Verified(msgspec.Struct, kw_only=True):
    """What was looked at, and everything that was found wrong.

    `unfinished` snapshots are of crawls under way, or killed: no damage, the next crawl finishes them. While there are
    any, records and rows are not compared, for the last ones of a crawl may be in one place only.
    """

    snapshots: int = 0
    unfinished: int = 0
    records: int = 0
    captures: int = 0
    articles: int = 0
    findings: list[Finding] = msgspec.field(default_factory=list)


def verify(data: Path | str, *, progress: Callable[[str, int, int], None] | None = None) -> Verified:
    """Checks a whole archive: database integrity, manifest hashes, captures' digests, records against rows.

    Writes nothing in the data folder. `progress` gets (what, done, in all).

    Raises StorageError where there is no archive.
    """
    folder = DataFolder(data)
    folder.check()
    result = Verified()
    result.findings += _snapshots(folder, result)
    db = open_for_reading(folder.database).conn
    try:
        damaged = list(_integrity(folder, db))
        result.findings += damaged
        if not damaged:
            result.articles = db.execute("SELECT count(*) FROM articles").fetchone()[0]
            result.findings += _captures(folder, db, result, progress)
            if not result.unfinished and not any(finding.part == "snapshots" for finding in result.findings):
                result.findings += _rows(folder, db)
    except sqlite3.DatabaseError as error:
        result.findings.append(Finding(part="database", where=str(folder.database), what=str(error)))
    finally:
        db.close()
    return result


def _integrity(folder: DataFolder, db: sqlite3.Connection) -> Iterator[Finding]:
    for (said,) in db.execute("PRAGMA integrity_check"):
        if said != "ok":
            yield Finding(part="database", where=str(folder.database), what=said)
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield Finding(part="database", where=f"{table} row {row}", what=f"points at nothing in {parent}")


def _snapshots(folder: DataFolder, result: Verified) -> Iterator[Finding]:
    for day in snapshots.days(folder):
        try:
            manifest = snapshots.read_manifest(day)
        except StorageError as error:
            yield Finding(part="snapshots", where=folder.relative(day / snapshots.MANIFEST), what=str(error))
            continue
        result.unfinished += sum(file.name not in manifest for file in day.glob("*.jsonl"))
        for name, sealed in sorted(manifest.items()):
            where = folder.relative(day / name)
            try:
                content = (day / name).read_bytes()
            except OSError as error:
                yield Finding(part="snapshots", where=where, what=f"cannot be read: {error.strerror}")
                continue
            if hashlib.sha256(content).hexdigest() != sealed.sha256:
                yield Finding(part="snapshots", where=where, what=f"is not what {snapshots.MANIFEST} says")
                continue
            result.snapshots += 1
            result.records += sealed.records


def _captures(
    folder: DataFolder, db: sqlite3.Connection, result: Verified, progress: Callable[[str, int, int], None] | None
) -> Iterator[Finding]:
    rows = db.execute("SELECT id, url, warc_file FROM captures ORDER BY warc_file, warc_offset").fetchall()
    for number, (capture, url, file) in enumerate(rows, start=1):
        try:
            _check(load(folder, db, capture))
        except (StorageError, ValueError) as error:
            yield Finding(part="captures", where=f"{file} {capture}", what=f"{url}: {error}")
        result.captures += 1
        if progress is not None:
            progress("captures", number, len(rows))


def _check(stored: StoredCapture) -> None:
    if stored.capture.status != stored.response.status and stored.capture.revisit_of is None:
        raise ValueError(f"was kept as {stored.capture.status}, but the record says {stored.response.status}")


def _rows(folder: DataFolder, db: sqlite3.Connection) -> Iterator[Finding]:
    """What the snapshots make of a fresh database must be what is in this one."""
    with tempfile.TemporaryDirectory(prefix="govnews-verify-") as scratch:
        file = Path(scratch) / "archive.db"
        build(folder, file, finish=False)
        fresh = open_for_reading(file).conn
        try:
            for found in differences(fresh, db):
                yield Finding(
                    part="rows", where=f"{found.table} {' '.join(map(str, found.identity))}", what=_what(str(found))
                )
        finally:
            fresh.close()


def _what(difference: str) -> str:
    said = difference.rpartition(": ")[2]
    return {
        "is only in the first": "is missing in the database; the snapshots have it",
        "is only in the second": "is in the database; no snapshot says so",
    }.get(said, f"{said} from what the snapshots say")

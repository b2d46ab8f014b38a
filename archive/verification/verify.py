"""Proves that captures, snapshots and database agree."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from archive.data_folder import DataFolder
from archive.rows.database import open_for_reading
from archive.snapshots import manifests
from archive.verification import check_captures, check_database, check_snapshots
from archive.verification.findings import Finding, Progress, Verified, no_progress
from portals import StorageError

__all__ = ["Finding", "Verified", "verify"]

_WARC_NAME = re.compile(r"(.+)-\d{5,}\.warc\.gz")


def verify(
    data: Path | str, *, progress: Progress = no_progress, sample: Callable[[int], int] | None = None
) -> Verified:
    """Checks a whole archive: database integrity, manifest hashes, every WARC record's digests, records against rows.

    `sample` says how many captures to draw, of how many there are. Then only these are read, and all that is cheap is
    checked besides; records and rows are not compared. Writes nothing in the data folder. `progress` gets (what, done,
    in all).

    What is promised: every altered byte is found that changes anything that is kept. A byte may hold nothing: unused
    pages of the database, the padding of a compressed record.

    Raises StorageError where there is no archive.
    """
    folder = DataFolder(data)
    folder.check()
    result = Verified()
    warning = check_database.library_warning()
    if warning is not None:
        result.warnings.append(warning)
    result.findings += folder_findings(folder)
    result.findings += check_snapshots.check(folder, result, progress)
    db = _open(folder, result)
    try:
        if sample is None:
            found = check_captures.check_files(folder, db, progress)
            result.findings += [each for each in found if not _is_under_way(folder, each)]
        if db is not None:
            result.findings += _database(folder, db, result, progress, sample)
    finally:
        if db is not None:
            db.close()
    result.findings = _once(result.findings)
    return result


def folder_findings(folder: DataFolder) -> Iterator[Finding]:
    """Whether the folder is marked as one of ours, and every crawl that left captures has a snapshot."""
    if not folder.is_marked_as_written():
        yield Finding(part="folder", where=folder.marker.name, what="is not as it was written", file=folder.marker.name)
    known = {path.stem for day in manifests.days(folder) for path in day.glob("*.jsonl")}
    told = set(known)
    for day in manifests.days(folder):
        try:
            told.update(name.removesuffix(".jsonl") for name in manifests.read_manifest(day))
        except StorageError:
            continue  # which is found elsewhere
    for path in sorted(folder.captures.glob("????/??/*.warc.gz")):
        name = _WARC_NAME.fullmatch(path.name)
        if name is None or name[1] not in told:
            where = folder.relative(path)
            yield Finding(part="captures", where=where, what="no snapshot tells of its crawl", file=where)


def _open(folder: DataFolder, result: Verified) -> sqlite3.Connection | None:
    """The database if it is sound enough to be asked; what is wrong with it otherwise."""
    file = folder.relative(folder.database)
    try:
        return open_for_reading(folder.database).conn
    except StorageError as error:
        result.findings.append(Finding(part="database", where=file, what=str(error), file=file))
        return None


def _database(
    folder: DataFolder,
    db: sqlite3.Connection,
    result: Verified,
    progress: Progress,
    sample: Callable[[int], int] | None,
) -> list[Finding]:
    findings: list[Finding] = []
    try:
        findings += check_database.integrity(folder, db, quick=sample is not None)
        result.articles = db.execute("SELECT count(*) FROM articles").fetchone()[0]
        captures = db.execute("SELECT count(*) FROM captures").fetchone()[0]
        findings += check_captures.check_rows(folder, db, result, progress, sample(captures) if sample else None)
        if not any(finding.where.startswith("migration ") for finding in findings):  # else it lacks columns
            findings += check_database.frontier(db)
        damaged = any(finding.part in {"database", "snapshots"} for finding in [*result.findings, *findings])
        if not damaged:
            findings += check_database.applied(folder, db, unfinished=result.unfinished > 0)
            if sample is None:
                findings += check_database.index(folder, db)
                if not result.unfinished:
                    findings += check_database.rows(folder, db, progress)
                    result.compared = True
    except (sqlite3.Error, ValueError, TypeError) as error:  # a damaged file may hold values of any kind
        file = folder.relative(folder.database)
        findings.append(Finding(part="database", where=file, what=f"{error}", file=file))
    return findings


def _is_under_way(folder: DataFolder, finding: Finding) -> bool:
    """Whether a half record is just being written, or was left by a killed crawl that the next start finishes."""
    if not finding.torn or finding.file is None:
        return False
    name = _WARC_NAME.fullmatch(Path(finding.file).name)
    return name is not None and any(path.stem == name[1] for path in _unsealed(folder))


def _unsealed(folder: DataFolder) -> list[Path]:
    try:
        return manifests.unsealed_snapshots(folder)
    except StorageError:
        return []


def _once(findings: list[Finding]) -> list[Finding]:
    """One finding a damaged record: the reader of the file and the reader of the row both meet it."""
    rows = {(found.file, found.offset) for found in findings if found.capture is not None}
    return [
        found
        for found in findings
        if found.capture is not None or found.part != "captures" or (found.file, found.offset) not in rows
    ]

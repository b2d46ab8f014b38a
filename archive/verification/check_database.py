"""Whether the database is sound: as SQLite sees it, as its index sees it, and against what the snapshots say."""

from __future__ import annotations

import functools
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec

from archive.data_folder import DataFolder
from archive.rows import frontier_rows
from archive.rows.database import open_for_reading
from archive.rows.migrations import migrations
from archive.search import search
from archive.snapshots import manifests
from archive.verification.comparison import differences
from archive.verification.findings import Finding, Progress
from archive.verification.rebuild import build
from portals import StorageError

# https://www.sqlite.org/wal.html#walresetbug: two connections that write or checkpoint one WAL database in the same
# moment may corrupt it. In all versions from 3.7.0 on; mended in 3.51.3, and in 3.44.6 and 3.50.7 of older lines.
_WAL_RESET_MENDED = (3, 51, 3)
_WAL_RESET_BACKPORTS = {(3, 44): 6, (3, 50): 7}


def library_warning(version: tuple[int, int, int] = sqlite3.sqlite_version_info) -> str | None:
    """What is known to be wrong with the SQLite library in use, or None."""
    mended = version >= _WAL_RESET_MENDED or version[2] >= _WAL_RESET_BACKPORTS.get(version[:2], 1 << 30)
    if mended:
        return None
    return (
        f"SQLite {'.'.join(map(str, version))} has the WAL-reset bug (mended in 3.51.3, 3.50.7 and 3.44.6), which can"
        " corrupt a database that two programs write at once; govnews takes turns with itself, so let nothing else"
        " write to archive.db"
    )


def integrity(folder: DataFolder, db: sqlite3.Connection, *, quick: bool = False) -> Iterator[Finding]:
    """What SQLite finds; `quick` leaves out whether each index has each row. Raises sqlite3.Error for the worst."""
    file = folder.relative(folder.database)
    for (said,) in db.execute("PRAGMA quick_check" if quick else "PRAGMA integrity_check"):
        if said != "ok":
            yield Finding(part="database", where=file, what=said, file=file)
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield Finding(part="database", where=f"{table} row {row}", what=f"points at nothing in {parent}", file=file)
    have = {row[0] for row in db.execute("SELECT name FROM _sqlite_migrations")}
    for name in have ^ {migration.name for migration in migrations._migrations}:
        what = "is not known to this govnews" if name in have else "was not applied; the next crawl does"
        yield Finding(part="database", where=f"migration {name}", what=what, file=file)


def applied(folder: DataFolder, db: sqlite3.Connection, *, unfinished: bool) -> Iterator[Finding]:
    """Whether the database rests on just the snapshots that are there.

    While some are `unfinished`, manifests may be behind or lost; only files that are gone are found then.
    """
    sealed = {folder.relative(path): found.sha256 for path, found in manifests.sealed_snapshots(folder).items()}
    known = dict(db.execute("SELECT file, sha256 FROM applied_snapshots").fetchall())
    for file in sorted(sealed.keys() | known.keys()):
        gone = file in known and not (folder.root / file).exists()
        if sealed.get(file) != known.get(file) and (gone or not unfinished):
            what = {
                file not in known: "is not in the rows yet; the next crawl, or `govnews verify --repair`, applies it",
                file not in sealed: "is in the rows, but no manifest lists it",
            }.get(True, "is another file than the one that is in the rows")
            yield Finding(part="database", where=file, what=what, file=file)


def frontier(db: sqlite3.Connection) -> Iterator[Finding]:
    """Whether what is to be visited can be read. Nothing says what it should be: no snapshot holds it."""
    for (portal,) in db.execute("SELECT DISTINCT portal FROM frontier").fetchall():
        try:
            frontier_rows.load(db, portal, "")
        except (msgspec.MsgspecError, ValueError) as error:
            yield Finding(part="database", where=f"frontier of {portal}", what=f"cannot be read: {error}")


def index(folder: DataFolder, db: sqlite3.Connection) -> Iterator[Finding]:
    """Whether the full-text index holds just the words of the articles. Works on a copy, for it must write to ask."""
    with tempfile.TemporaryDirectory(prefix="govnews-verify-") as scratch:
        with closing(sqlite3.connect(Path(scratch) / "copy.db")) as copy:
            db.backup(copy)
            search.give_content(copy)
        with closing(sqlite3.connect(Path(scratch) / "copy.db")) as copy:
            try:
                search.check_index(copy)
            except sqlite3.DatabaseError as error:
                what = f"the full-text index does not hold what the articles say ({error})"
                yield Finding(part="rows", where="search", what=what, file=folder.relative(folder.database))


def rows(folder: DataFolder, db: sqlite3.Connection, progress: Progress) -> Iterator[Finding]:
    """What the snapshots make of a fresh database must be what is in this one."""
    with tempfile.TemporaryDirectory(prefix="govnews-verify-") as scratch:
        file = Path(scratch) / "archive.db"
        try:
            build(folder, file, finish=False, progress=functools.partial(progress, "snapshots against rows"))
        except StorageError as error:
            yield Finding(part="snapshots", where=str(folder.snapshots), what=str(error))
            return
        with closing(open_for_reading(file).conn) as fresh:
            for found in differences(fresh, db):
                where = f"{found.table} {' '.join(map(str, found.identity))}"
                row = found.left or found.right or {}
                url = row.get("url") if found.table == "articles" else _url_of(db, row.get("article_id"))
                articles = (url,) if isinstance(url, str) else ()
                yield Finding(part="rows", where=where, what=_what(str(found)), articles=articles)


def _url_of(db: sqlite3.Connection, article: object) -> str | None:
    row = db.execute("SELECT url FROM articles WHERE id = ?", [article]).fetchone() if article else None
    return row[0] if row else None


def _what(difference: str) -> str:
    said = difference.rpartition(": ")[2]
    return {
        "is only in the first": "is missing in the database; the snapshots have it",
        "is only in the second": "is in the database; no snapshot says so",
    }.get(said, f"{said} from what the snapshots say")

"""How the database is opened: by the one writer, or by any number of readers."""

from __future__ import annotations

import contextlib
import fcntl
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlite_utils

from archive.data_folder import temporary_beside
from archive.rows.migrations import migrations
from portals import StorageError

# How long a writer waits for another one before it gives up, in seconds. A batch is committed in well under one.
LOCK_TIMEOUT = 60.0


def open_for_writing(file: Path) -> sqlite_utils.Database:
    """The database, made or migrated where needed: WAL, foreign keys on.

    `synchronous=NORMAL` is enough: in WAL mode it cannot corrupt, and a commit lost in a power cut is made again from
    the snapshot, which is on disk before the rows are. Raises StorageError.
    """
    try:
        if not file.exists():
            _create(file)
        return _connect(file)
    except sqlite3.Error as error:
        raise StorageError(f"{file}: {error}; {advice(error)}") from None


def advice(error: sqlite3.Error) -> str:
    """What to do about an error of SQLite's."""
    said = str(error)
    if "malformed" in said or "not a database" in said or "disk I/O" in said:
        return "`govnews verify --repair` makes it anew from the snapshots and keeps what is there"
    if "locked" in said:
        return "another program holds it; close that, and run this again"
    if "full" in said:
        return "make room and run this again; nothing that was acknowledged is lost"
    return "`govnews verify` tells what is damaged"


def _create(file: Path) -> None:
    """Makes a database beside its place, and gives it its name when it has its tables: no reader sees it without."""
    unfinished = temporary_beside(file)
    try:
        db = _connect(unfinished)
        db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.close()
        with contextlib.suppress(FileExistsError):  # another process was first
            os.link(unfinished, file)
    finally:
        for suffix in ("", "-wal", "-shm"):
            unfinished.with_name(unfinished.name + suffix).unlink(missing_ok=True)


def _connect(file: Path) -> sqlite_utils.Database:
    connection = sqlite3.connect(file, timeout=LOCK_TIMEOUT)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    db = sqlite_utils.Database(connection)
    known = {migration.name for migration in migrations._migrations}
    newer = [migration.name for migration in migrations.applied(db) if migration.name not in known]
    if newer:
        raise StorageError(f"{file}: made by a newer govnews (migration {newer[-1]!r}); update govnews")
    if migrations.pending(db):
        with immediate(db):
            migrations.apply(db)
    return db


def problems(file: Path) -> list[str]:
    """What SQLite itself finds wrong with a database file; empty for a sound one. Raises StorageError for none."""
    try:
        db = open_for_reading(file).conn
    except StorageError as error:
        if not file.exists():
            raise
        return [str(error)]
    try:
        said = [str(row[0]) for row in db.execute("PRAGMA integrity_check")]
        return [line for line in said if line != "ok"]
    except sqlite3.Error as error:
        return [str(error)]
    finally:
        db.close()


def open_for_reading(file: Path) -> sqlite_utils.Database:
    """The database, read-only. Raises StorageError where there is none.

    Reading a WAL database needs a writable folder for its shared memory. On a read-only mount nobody can be writing,
    so there, and only there, it is opened as immutable.
    """
    if not file.exists():
        raise StorageError(f"{file}: no such archive; `govnews crawl` makes one, --data names another folder")
    uri = file.resolve().as_uri()
    try:
        connection = sqlite3.connect(f"{uri}?mode=ro", uri=True, timeout=LOCK_TIMEOUT)
        try:
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            if "unable to open" not in str(error):
                raise
            connection = sqlite3.connect(f"{uri}?immutable=1", uri=True)
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        raise StorageError(f"{file}: {error}; {advice(error)}") from None
    return sqlite_utils.Database(connection)


@contextmanager
def immediate(db: sqlite_utils.Database) -> Iterator[None]:
    """A transaction that takes the write lock at once.

    `db.atomic()` is deferred: with two writers most transactions that read before they write fail.
    """
    with _turn(db):
        db.conn.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            db.conn.rollback()
            raise
        else:
            db.conn.commit()


@contextmanager
def _turn(db: sqlite_utils.Database) -> Iterator[None]:
    """Our processes write one after the other, checkpoints included, which SQLite makes within a commit.

    Its own lock does not cover those, and in most versions two at once may corrupt the file (the WAL-reset bug, see
    `check_database.library_warning`). Readers never make any: they open the file read-only. Raises StorageError after
    `LOCK_TIMEOUT`.
    """
    file = db.conn.execute("PRAGMA database_list").fetchone()[2]
    locks = Path(file).parent / "locks"
    if not file or not locks.is_dir():  # in memory, or a database that nobody else knows of
        yield
        return
    with (locks / ".writer.lock").open("ab") as lock:
        deadline = time.monotonic() + LOCK_TIMEOUT
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise StorageError(f"{file}: another govnews has been writing for {LOCK_TIMEOUT:g} s") from None
                time.sleep(0.002)
        yield

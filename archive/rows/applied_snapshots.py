"""Which snapshots the rows rest on."""

from __future__ import annotations

from pathlib import Path

import sqlite_utils

from archive.data_folder import DataFolder
from archive.rows.database import immediate
from archive.snapshots import manifests
from archive.snapshots.manifests import Sealed


def missing(folder: DataFolder, db: sqlite_utils.Database, *, whole: bool = True) -> list[tuple[Path, Sealed]]:
    """The sealed snapshots whose records are not, or not all, in the rows; oldest day first.

    Raises StorageError where a manifest is damaged; unless `whole`, its day is told of and passed over.
    """
    applied = dict(db.conn.execute("SELECT file, sha256 FROM applied_snapshots").fetchall())
    return [
        (path, sealed)
        for path, sealed in manifests.sealed_snapshots(folder, whole=whole).items()
        if applied.get(folder.relative(path)) != sealed.sha256
    ]


def mark(folder: DataFolder, db: sqlite_utils.Database, path: Path, sealed: Sealed) -> None:
    """Notes that all records of a sealed snapshot are in the rows."""
    with immediate(db):
        db.conn.execute(
            "INSERT OR REPLACE INTO applied_snapshots (file, sha256, records) VALUES (?, ?, ?)",
            [folder.relative(path), sealed.sha256, sealed.records],
        )

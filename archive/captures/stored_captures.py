"""Finds captures in the database, and their bytes in the WARC files."""

from __future__ import annotations

import sqlite3

import msgspec

from archive.captures.warc_reader import Location, StoredResponse, read_capture
from archive.data_folder import DataFolder
from archive.model import Capture
from portals import StorageError

_COLUMNS = [field.name for field in msgspec.structs.fields(Capture)]
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM captures"


class StoredCapture(msgspec.Struct, frozen=True):
    """A capture with the response that it is; of a revisit, the payload is that of the capture it revisits."""

    capture: Capture
    response: StoredResponse


def find(db: sqlite3.Connection, capture: str) -> Capture | None:
    """The capture with this id."""
    return _capture(db.execute(f"{_SELECT} WHERE id = ?", [capture]).fetchone())


def holder(db: sqlite3.Connection, capture: str) -> Capture | None:
    """The capture that holds the payload of this one: itself, or what it revisits. None where that is missing."""
    found = find(db, capture)
    while found is not None and found.revisit_of is not None:
        found = find(db, found.revisit_of)
    return found


def holder_of(db: sqlite3.Connection, portal: str, digest: str) -> Capture | None:
    """The first capture of a portal that holds a payload of this digest, at whatever address."""
    return _capture(
        db.execute(
            f"{_SELECT} WHERE portal = ? AND digest = ? AND status = 200 AND revisit_of IS NULL"
            " ORDER BY fetched_at, id LIMIT 1",
            [portal, digest],
        ).fetchone()
    )


def load(folder: DataFolder, db: sqlite3.Connection, capture: str) -> StoredCapture:
    """A capture and its bytes. Raises StorageError, which names file and offset, where they cannot be had."""
    found = find(db, capture)
    if found is None:
        raise StorageError(f"{folder.database}: no capture {capture!r}")
    held = holder(db, capture)
    if held is None:
        raise StorageError(f"{folder.database}: capture {capture!r} revisits {found.revisit_of!r}, which is missing")
    location = Location(held.warc_file, held.warc_offset, held.warc_length)
    return StoredCapture(found, read_capture(folder.root, location, held.digest))


def _capture(row: tuple[object, ...] | None) -> Capture | None:
    if row is None:
        return None
    values = dict(zip(_COLUMNS, row, strict=True))
    values["tls_verified"] = bool(values["tls_verified"])
    return msgspec.convert(values, Capture)

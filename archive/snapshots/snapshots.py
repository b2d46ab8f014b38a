"""Snapshots: the dated JSON Lines file of records that one crawl of one portal wrote.

A snapshot is locked (flock) while its crawl lives. One that is neither locked nor in its folder's manifest
(`manifests`) was left by a crawl that was killed; `store` finishes it.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import msgspec

from archive.data_folder import DataFolder, begin_writing, sync_folder
from archive.snapshots import manifests, records
from archive.snapshots.manifests import DamagedSnapshotError, Sealed
from archive.snapshots.records import Record

_STEM = re.compile(r"(?P<portal>.+)-(?P<crawl>\d{8}T\d{9}Z-[0-9a-f]{4})")
_PIECE = 1 << 20  # bytes read at once


class SnapshotWriter:
    """Appends records to the snapshot of one crawl."""

    def __init__(self, folder: DataFolder, portal: str, crawl_id: str, started_at: datetime) -> None:
        day = folder.snapshots / started_at.strftime("%Y-%m-%d")
        day.mkdir(parents=True, exist_ok=True)
        self.path = day / f"{portal}-{crawl_id}.jsonl"
        self._file = _open_locked(self.path)
        sync_folder(day)
        sync_folder(folder.snapshots)

    def append(self, batch: Iterable[Record]) -> None:
        """Appends records, which survive a power cut once `sync` has returned; they begin to go to disk at once."""
        self._file.write(b"".join(records.encode(record) for record in batch))
        self._file.flush()
        begin_writing(self._file.fileno())

    def sync(self) -> None:
        """Returns when everything appended survives a power cut."""
        os.fsync(self._file.fileno())

    def seal(self) -> Sealed:
        """Enters the file in its folder's manifest. Nothing is written to it afterwards."""
        sealed = manifests.seal(self.path)
        self.close()
        return sealed

    def close(self) -> None:
        """Lets go of the file. Where it is not sealed, the next start finishes it. Closing twice does nothing."""
        self._file.close()


def _open_locked(path: Path) -> BinaryIO:
    """Makes a new file that is ours. Another process may take it for abandoned before it is locked, and remove it."""
    while True:
        file = path.open("xb")
        fcntl.flock(file, fcntl.LOCK_EX)
        if path.exists() and os.path.samestat(os.fstat(file.fileno()), path.stat()):
            return file
        file.close()


def all_files(folder: DataFolder) -> list[Path]:
    """Every snapshot that is there, sealed or not."""
    return [file for day in manifests.days(folder) for file in sorted(day.glob("*.jsonl"))]


def parts_of(stem: str) -> tuple[str, str]:
    """Portal and crawl id of a snapshot or of its captures, by the name without ending. Raises ValueError."""
    found = _STEM.fullmatch(stem)
    if found is None:
        raise ValueError(f"{stem!r} is no name of a snapshot")
    return found["portal"], found["crawl"]


def started_at(stem: str) -> datetime | None:
    """When the crawl of a snapshot began, by its name; None where the name is none."""
    try:
        return datetime.strptime(parts_of(stem)[1][:18], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
    except ValueError:
        return None


def read_snapshot(path: Path, *, torn: bool = False) -> Iterator[Record]:
    """The records of a snapshot, in the order in which they were written.

    Raises DamagedSnapshotError that names the line.

    `torn`: a last line without its end is passed over, as a killed crawl leaves it.
    """
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                try:
                    if not line.endswith(b"\n"):
                        if torn:
                            return
                        raise msgspec.DecodeError("the line is cut off")
                    yield records.decode(line)
                except (msgspec.DecodeError, UnicodeDecodeError) as error:
                    raise DamagedSnapshotError(path, f"line {number}: {error}") from None
    except OSError as error:
        raise DamagedSnapshotError(path, f"cannot be read: {error.strerror}") from None


def under_way(path: Path) -> bool:
    """Whether a crawl is writing a snapshot just now."""
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


@contextmanager
def abandoned(path: Path) -> Iterator[bool]:
    """Whether the crawl that wrote an unsealed snapshot is dead; while this lasts nobody else finishes the file."""
    try:
        file = path.open("r+b")
    except FileNotFoundError:  # another process that starts just now has found nothing in it, and removed it
        yield False
        return
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield path.exists() and path.name not in manifests.read_manifest(path.parent)


def cut_torn_line(path: Path) -> int:
    """Cuts a half-written last line off; the number of bytes cut. What it said was never acknowledged."""
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        whole = _end_of_lines(file, size)
        if whole < size:
            file.truncate(whole)
            os.fsync(file.fileno())
    return size - whole


def whole_lines(path: Path) -> int:
    """How many bytes of a snapshot are whole lines."""
    with path.open("rb") as file:
        return _end_of_lines(file, file.seek(0, os.SEEK_END))


def _end_of_lines(file: BinaryIO, size: int) -> int:
    """The place behind the last line break of a file, looked for from its end."""
    end = size
    while end > 0:
        start = max(0, end - _PIECE)
        file.seek(start)
        found = file.read(end - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0


def append(path: Path, record: Record) -> None:
    """Adds one record to an abandoned snapshot, durably."""
    with path.open("ab") as file:
        file.write(records.encode(record))
        file.flush()
        os.fsync(file.fileno())

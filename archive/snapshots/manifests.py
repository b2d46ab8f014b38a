"""Manifests: what the folder of each day says of its finished snapshots. One that is listed there is sealed.

`MANIFEST.json` beside the snapshots lists each with its digest, bytes and records; it is replaced as a whole.
"""

from __future__ import annotations

import fcntl
import hashlib
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from archive.data_folder import DataFolder, write_durably
from portals import StorageError

log = logging.getLogger(__name__)

MANIFEST = "MANIFEST.json"
_PIECE = 1 << 20  # bytes read at once


class Sealed(msgspec.Struct, frozen=True):
    """What a manifest says of one sealed snapshot. `sha256` is hex, `bytes` its size, `records` its lines."""

    sha256: str
    bytes: int
    records: int


class DamagedSnapshotError(StorageError):
    """A snapshot, or a manifest, is not what was written there. `file` is its path, `problem` what is wrong."""

    def __init__(self, file: Path, problem: str) -> None:
        super().__init__(f"{file}: {problem}; `govnews verify --repair` sets it aside and makes it anew")
        self.file = file
        self.problem = problem


def seal(path: Path) -> Sealed:
    """Enters a finished snapshot in the manifest beside it."""
    sealed = fixity(path)
    with _folder_lock(path.parent):
        entries = read_manifest(path.parent)
        entries[path.name] = sealed
        write_durably(path.parent / MANIFEST, manifest_of(entries))
    return sealed


def manifest_of(entries: dict[str, Sealed]) -> bytes:
    """A manifest that lists these snapshots, byte for byte as it is written."""
    return msgspec.json.format(msgspec.json.encode(entries, order="sorted"), indent=2) + b"\n"


def fixity(path: Path) -> Sealed:
    """What a manifest would say of a file as it is now. Reads it piece by piece: a first crawl's is large."""
    digest, size, lines = hashlib.sha256(), 0, 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            size += len(piece)
            lines += piece.count(b"\n")
    return Sealed(digest.hexdigest(), size, lines)


def unseal(path: Path) -> None:
    """Takes a snapshot out of the manifest beside it; one that is damaged is about to be made anew."""
    if not path.parent.is_dir():
        return
    with _folder_lock(path.parent):
        entries = read_manifest(path.parent)
        if entries.pop(path.name, None) is not None:
            write_durably(path.parent / MANIFEST, manifest_of(entries))


@contextmanager
def _folder_lock(folder: Path) -> Iterator[None]:
    """Crawls of two portals may end in the same moment."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def read_manifest(folder: Path) -> dict[str, Sealed]:
    """The sealed snapshots of a day's folder, by file name. Raises DamagedSnapshotError."""
    file = folder / MANIFEST
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, Sealed])
    except FileNotFoundError:
        return {}
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DamagedSnapshotError(file, f"damaged: {error}") from None


def check(path: Path, sealed: Sealed) -> None:
    """Raises DamagedSnapshotError unless a snapshot is what its manifest says."""
    try:
        found = fixity(path)
    except OSError as error:
        raise DamagedSnapshotError(path, f"cannot be read: {error.strerror}") from None
    if found != sealed:
        said = [f"{name} {getattr(found, name)}, not {getattr(sealed, name)}" for name in ("records", "bytes", "sha256")
                if getattr(found, name) != getattr(sealed, name)]  # fmt: skip
        raise DamagedSnapshotError(path, f"is not what {MANIFEST} says ({said[0]})")


def sealed_snapshots(folder: DataFolder, *, whole: bool = True) -> dict[Path, Sealed]:
    """Every sealed snapshot of the archive with what its manifest says, oldest day first.

    Raises StorageError where a manifest is damaged; unless `whole`, its day is told of and passed over.
    """
    found = {}
    for day in days(folder):
        try:
            found.update({day / name: sealed for name, sealed in sorted(read_manifest(day).items())})
        except StorageError as error:
            if whole:
                raise
            log.error("%s; going on without it", error)
    return found


def unsealed_snapshots(folder: DataFolder) -> list[Path]:
    """Snapshots that no manifest lists: of crawls under way, or killed. Raises StorageError for a damaged manifest."""
    return [file for day in days(folder) for file in unsealed_in(day)]


def unsealed_in(day: Path) -> list[Path]:
    """Snapshots of one day that its manifest does not list."""
    sealed = read_manifest(day)
    return [file for file in sorted(day.glob("*.jsonl")) if file.name not in sealed]


def days(folder: DataFolder) -> list[Path]:
    """The folders of snapshots, oldest day first."""
    return sorted(day for day in folder.snapshots.glob("????-??-??") if day.is_dir())

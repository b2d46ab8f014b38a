"""The data folder: what lies where, whose it is, and who may write."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from portals import StorageError

_MARKER = "govnews-archive.json"
_FORMAT = 1
_MARKED = f'{{"format": {_FORMAT}}}\n'.encode()


class DataFolder:
    """The paths of one archive. Making the object touches nothing."""

    def __init__(self, root: Path | str) -> None:
        self.root = Path(root)
        self.marker = self.root / _MARKER
        self.marked = _MARKED  # what stands in it
        self.database = self.root / "archive.db"
        self.captures = self.root / "captures"
        self.snapshots = self.root / "snapshots"
        self.damaged = self.root / "damaged"  # what repairs set aside
        self.repairs = self.root / "repairs.jsonl"  # what they did

    def prepare(self) -> None:
        """Makes the folder, or checks that it is one of ours and can be written. Raises StorageError."""
        marker = self.marker
        try:
            if not marker.exists():
                self.root.mkdir(parents=True, exist_ok=True)
                # Another process may be making the same archive. The marker is its first file, so whoever sees another
                # one of its files finds the marker by now.
                strange = any(not is_temporary(file, _MARKER) for file in self.root.iterdir())
                if strange and not marker.exists():
                    raise StorageError(
                        f"{self.root}: holds files, but no {_MARKER}: not an archive of govnews; "
                        "name an empty or a new folder with --data"
                    )
                write_durably(marker, self.marked)
            self._check_format(marker)
            for folder in (self.captures, self.snapshots, self.root / "locks"):
                folder.mkdir(exist_ok=True)
            self.remove_leftovers()
            if not os.access(self.root, os.W_OK):
                raise StorageError(f"{self.root}: cannot be written; check its owner, or name another with --data")
        except OSError as error:
            raise StorageError(f"{self.root}: cannot be used as data folder: {error.strerror or error}") from None

    def check(self) -> None:
        """Checks that this is an archive of ours, for a reader. Raises StorageError."""
        marker = self.marker
        if not self.root.is_dir():
            raise StorageError(f"{self.root}: no such data folder; `govnews crawl` makes one, --data names another")
        if not marker.exists():
            raise StorageError(f"{self.root}: not an archive of govnews (it has no {_MARKER}); --data names another")
        self._check_format(marker)

    def remove_leftovers(self) -> list[Path]:
        """Removes the files that processes which are dead left half made; which they were."""
        removed = []
        for folder in (self.root, *self.snapshots.glob("????-??-??")):
            for left in folder.glob(".*.tmp*"):
                found = _TEMPORARY.fullmatch(left.name)
                if found is not None and not _is_alive(int(found["process"])):
                    left.unlink(missing_ok=True)
                    removed.append(left)
        return removed

    def is_marked_as_written(self) -> bool:
        """Whether the marker is byte for byte what `prepare` writes."""
        return self.marker.read_bytes() == self.marked

    def relative(self, file: Path) -> str:
        """The name of a file as records and tables write it: relative to the data folder, with slashes."""
        return file.relative_to(self.root).as_posix()

    def _check_format(self, marker: Path) -> None:
        try:
            said = msgspec.json.decode(marker.read_bytes(), type=dict[str, int])
        except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
            raise StorageError(f'{marker}: cannot be read: {error}; restore it as {{"format": 1}}') from None
        if said.get("format") != _FORMAT:
            raise StorageError(
                f"{marker}: format {said.get('format')} is not {_FORMAT}; a newer govnews made this archive"
            )

    @contextmanager
    def portal_lock(self, portal: str) -> Iterator[None]:
        """Holds a portal for one crawl; the lock ends with the process, however it ends.

        Raises StorageError at once where another crawl holds it.
        """
        file = self.root / "locks" / f"{portal}.lock"
        with file.open("a+b") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                holder = lock.read(64).decode("ascii", "replace").strip() or "unknown"
                raise PortalBusyError(
                    f"portal {portal!r} is being crawled already (process {holder}); wait for it, or stop it"
                ) from None
            lock.truncate(0)
            lock.write(str(os.getpid()).encode())
            lock.flush()
            yield


class PortalBusyError(StorageError):
    """Another crawl of the same portal is under way; nothing was done, and nothing is wrong."""

    exit_code = 3


def begin_writing(descriptor: int) -> None:
    """Lets the system begin to write an open file to disk, and waits for nothing: only fsync says that it is there.

    Linux does so when it is told that what was written is not needed in memory any more.
    """
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


def sync_folder(folder: Path) -> None:
    """Makes new or renamed names in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


# `.<name>.<process>-<random>.tmp`, and what SQLite puts beside it. `remove_leftovers` knows by it whose it is.
_TEMPORARY = re.compile(r"\.(?P<name>.+)\.(?P<process>\d+)(-[0-9a-f]+)?\.tmp(-wal|-shm|-journal)?")


def temporary_beside(file: Path) -> Path:
    """A name for a file that takes the place of `file` when it is whole. No other call has it."""
    return file.with_name(f".{file.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp")


def is_temporary(file: Path, name: str) -> bool:
    """Whether a file was made by `temporary_beside` for one of this name."""
    found = _TEMPORARY.fullmatch(file.name)
    return found is not None and found["name"] == name


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True  # and somebody else's
    return True


def write_durably(file: Path, content: bytes) -> None:
    """Replaces a file in one step: whoever looks sees the old or the new content, also after a power cut."""
    temporary = temporary_beside(file)
    try:
        with temporary.open("xb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(file.parent)

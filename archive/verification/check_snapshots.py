"""Whether the snapshots are what their manifests say, and the manifests what govnews writes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from archive.data_folder import DataFolder
from archive.snapshots import manifests, snapshots
from archive.snapshots.manifests import DamagedSnapshotError
from archive.verification.findings import Finding, Progress, Verified
from portals import StorageError


def check(folder: DataFolder, result: Verified, progress: Progress) -> Iterator[Finding]:
    """Findings in the snapshots; counts what was looked at in `result`."""
    days = manifests.days(folder)
    for number, day in enumerate(days, start=1):
        try:
            manifest = manifests.read_manifest(day)
            if manifest and (day / manifests.MANIFEST).read_bytes() != manifests.manifest_of(manifest):
                raise DamagedSnapshotError(day / manifests.MANIFEST, "is not as it was written")
        except DamagedSnapshotError as error:
            yield _finding(folder, error)
            continue
        for name, sealed in sorted(manifest.items()):
            try:
                manifests.check(day / name, sealed)
                result.snapshots += 1
                result.records += sealed.records
            except DamagedSnapshotError as error:
                yield _finding(folder, error, _damaged_line(day / name))
        for path in sorted(day.glob("*.jsonl")):
            if path.name not in manifest:
                result.unfinished += 1
                yield from _unfinished(folder, path)
        progress("days of snapshots", number, len(days))


def _unfinished(folder: DataFolder, path: Path) -> Iterator[Finding]:
    """A crawl under way may be in the middle of a line, and so may a killed one. A whole line is whole."""
    try:
        for _ in snapshots.read_snapshot(path, torn=True):
            pass
    except DamagedSnapshotError as error:
        yield _finding(folder, error, _damaged_line(path))


def _damaged_line(path: Path) -> int | None:
    """The first line that is no record, if one is: a flipped bit may also leave a record that says something else."""
    number = 0
    try:
        for _ in snapshots.read_snapshot(path):
            number += 1
    except StorageError:
        return number + 1 if path.exists() else None
    return None


def _finding(folder: DataFolder, error: DamagedSnapshotError, line: int | None = None) -> Finding:
    file = folder.relative(error.file)
    where = file if line is None else f"{file} line {line}"
    return Finding(part="snapshots", where=where, what=error.problem, file=file, line=line)

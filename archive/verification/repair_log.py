"""What repairs do is written down, and nothing is ever deleted by them: what is damaged moves to `damaged/`."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import msgspec

from archive.data_folder import DataFolder, sync_folder
from archive.timestamps import timestamp


class Repair(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One act of a repair, a line of `repairs.jsonl`. `file` and `moved_to` are relative to the data folder."""

    at: str
    act: str
    file: str
    why: str
    moved_to: str | None = None


class RepairLog:
    """Writes down each act of a repair in `repairs.jsonl`, and tells `tell` of it."""

    def __init__(self, folder: DataFolder, tell: Callable[[Repair], None] | None = None) -> None:
        self.folder = folder
        self.acts: list[Repair] = []
        self._tell = tell
        # One folder a repair; the files in it keep their relative paths, so that they can be put back by hand.
        self._shelf = folder.damaged / timestamp().replace(":", "").replace("-", "").replace(".", "")

    def note(self, act: str, file: Path, why: str, moved_to: Path | None = None) -> None:
        """Writes down, durably, what was done to a file."""
        there = self.folder.relative(moved_to) if moved_to is not None else None
        repair = Repair(at=timestamp(), act=act, file=self.folder.relative(file), why=why, moved_to=there)
        with self.folder.repairs.open("ab") as out:
            out.write(msgspec.json.encode(repair) + b"\n")
            out.flush()
            os.fsync(out.fileno())
        self.acts.append(repair)
        if self._tell is not None:
            self._tell(repair)

    def set_aside(self, file: Path, why: str, *, copy: bytes | None = None) -> Path:
        """Moves a file to `damaged/`, or puts there the bytes `copy` that are to be cut off it; where it lies now."""
        place = self._free(self._shelf / file.relative_to(self.folder.root))
        place.parent.mkdir(parents=True, exist_ok=True)
        if copy is None:
            file.rename(place)
        else:
            with place.open("xb") as out:
                out.write(copy)
                out.flush()
                os.fsync(out.fileno())
        sync_folder(place.parent)
        sync_folder(file.parent)
        self.note("set aside" if copy is None else "kept what is cut off", file, why, place)
        return place

    def _free(self, place: Path) -> Path:
        number, free = 1, place
        while free.exists():
            number += 1
            free = place.with_name(f"{place.name}.{number}")
        return free

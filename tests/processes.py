"""What the kernel knows of processes, for tests that kill some."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path


def children_of(process: int) -> list[int]:
    """The worker processes of a process (the resource tracker of multiprocessing is none)."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            command = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if parent == process and b"resource_tracker" not in command:
            found.append(int(entry.name))
    return found


def is_alive(process: int) -> bool:
    """Whether a process runs; one that is dead and not yet waited for does not."""
    try:
        return (Path("/proc") / str(process) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def all_die(processes: Iterable[int], seconds: float = 10) -> bool:
    """Waits for processes to die; whether they all did."""
    waiting = list(processes)
    deadline = time.monotonic() + seconds
    while any(is_alive(process) for process in waiting):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True

"""What a running program and all that it starts use: memory and CPU, by the kind of process (Linux)."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

_TICKS = os.sysconf("SC_CLK_TCK")
_EVERY = 0.5  # seconds between two looks


class Sample(NamedTuple):
    """What had been used up to a moment (monotonic): seconds of CPU by kind of process; resident memory in MB then."""

    at: float
    cpu: defaultdict[str, float]
    megabytes: float


def watch(process: subprocess.Popen[bytes]) -> list[Sample]:
    """Looks at a process and all that come from it until it ends.

    What the kernel shares between them counts for each. A process that ended still counts as of when it was last seen.
    """
    samples = []
    used: dict[tuple[int, str], float] = {}
    while process.poll() is None:
        family = _family(process.pid)
        for number in family:
            used.update(_used(number))
        cpu: defaultdict[str, float] = defaultdict(float)
        for (_, kind), seconds in used.items():
            cpu[kind] += seconds
        samples.append(Sample(time.monotonic(), cpu, round(sum(map(_resident, family)), 1)))
        time.sleep(_EVERY)
    return samples


def cpu_between(samples: list[Sample], begin: float, end: float) -> tuple[float, float, dict[str, float]]:
    """The first and the last look within these moments, and the seconds of CPU between them, by kind."""
    within = [sample for sample in samples if begin <= sample.at <= end]
    if len(within) < 2:
        return begin, begin, {}
    first, last = within[0], within[-1]
    return first.at, last.at, {kind: last.cpu[kind] - first.cpu[kind] for kind in last.cpu}


def _family(root: int) -> set[int]:
    family, parents = {root}, _parents()
    while further := {child for child, parent in parents.items() if parent in family} - family:
        family |= further
    return family


def _parents() -> dict[int, int]:
    """Process -> the one that started it."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            found[int(entry.parent.name)] = int(_stat(entry)[1])
        except OSError:
            continue
    return found


def _used(process: int) -> dict[tuple[int, str], float]:
    """Seconds of CPU of a process, by what spends them: those of a crawling process also by thread."""
    folder = Path("/proc") / str(process)
    try:
        command = (folder / "cmdline").read_bytes()
        whole = _seconds(folder / "stat")
        if b"multiprocessing.spawn" in command:  # the crawling process starts no others
            return {(process, "workers"): whole}
        if b"crawl" not in command:
            return {(process, "other processes"): whole}
        main = _seconds(folder / "task" / str(process) / "stat")
    except OSError:  # it ended just now
        return {}
    return {(process, "crawler, reactor"): main, (process, "crawler, other threads"): whole - main}


def _seconds(file: Path) -> float:
    fields = _stat(file)
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _stat(file: Path) -> list[str]:
    """The fields behind the name of the program: state, parent, …"""
    return file.read_text().rpartition(")")[2].split()


def _resident(process: int) -> float:
    try:
        pages = int((Path("/proc") / str(process) / "statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * resource.getpagesize() / 1e6

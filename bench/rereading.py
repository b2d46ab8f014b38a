"""How many stored captures a second are read again."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from archive import Store
from archive.outdated_readings import portal_as_crawled
from pipelines.reextract import Chosen, reextract
from pipelines.rereading import make_pool
from portals import parse_portal
from samples import SampleServer


def reextraction(rounds: int) -> dict[str, Any]:
    """Crawls the samples once, then reads all captures of articles again with one worker, each round under other rules.

    Seconds of CPU are those of the parent, which writes, and the worker, which reads, together.
    """
    captures, portals = 0, ("sample-paper", "sample-district")
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        _crawl_samples(Path(folder), data)
        store, pool = Store.open(data), make_pool(1)
        try:
            known = {name: portal_as_crawled(store.folder, store.db.conn, name) for name in portals}
            _round(store, pool, known, 0)  # starts the worker
            begun, cpu = time.perf_counter(), os.times()
            for number in range(1, rounds + 1):
                captures += _round(store, pool, known, number)
            seconds, after = time.perf_counter() - begun, os.times()
            written = after.user + after.system - cpu.user - cpu.system
        finally:
            pool.close()
            store.close()
        ended = os.times()
        read = ended.children_user + ended.children_system - cpu.children_user - cpu.children_system
    return {
        "captures": captures,
        "captures_a_second": round(captures / seconds, 1),
        "cpu_ms_a_capture_writing": round(written / captures * 1000, 2),
        "cpu_ms_a_capture_reading_with_the_start_of_the_worker": round(read / captures * 1000, 2),
    }


def _crawl_samples(folder: Path, data: Path) -> None:
    (folder / "portals").mkdir()
    with SampleServer() as server:
        files = server.portal_files(folder / "portals")
        command = [sys.executable, "-m", "cli", "crawl", "--data", str(data), "--portals", str(files)]
        subprocess.run(command, check=True, capture_output=True)


def _round(store: Store, pool: Any, known: dict[str, Any], number: int) -> int:
    read = 0
    for name, portal in known.items():
        changed = parse_portal(f'{portal.text}\n[[rules]]\ncategory = "css:.round-{number}"\n', name)
        read += reextract(store, pool, changed, Chosen(), stop=lambda: False, progress=lambda *_: None).read
    return read

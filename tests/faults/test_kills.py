"""Killed with SIGKILL at a random moment of writing: what was said to be on disk is, once, and the next start goes on.

`python -m bench kills` does the same to whole crawls. Here the archive's own writing fills nearly all of the time.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from archive import Store
from archive.data_folder import DataFolder
from archive.verification.repair import repair
from archive.verification.repair_log import RepairLog
from archive.verification.verify import verify
from pipelines.salvaging import SalvageReader
from tests.faults import SCALE
from tests.faults.running import processes, start, urls
from tests.faults.writing import crawl, mend, write

ARTICLES = 40


@pytest.mark.parametrize("number", range(SCALE.kills))
def test_kill_9_while_writing(tmp_path: Path, number: int) -> None:
    data = tmp_path / "data"
    writer = start(data, crawls=50, articles=ARTICLES)
    if number % 4 != 3:  # else it may be killed while the archive is still being made
        writer.wait_for_first()
    time.sleep(random.Random().uniform(0, 0.7))
    writer.kill()

    store = Store.open(data)
    found = urls(data)
    assert writer.acknowledged() <= set(found)
    assert len(found) == len(set(found))
    assert not list(data.rglob("*.tmp*"))
    crawl(store, ARTICLES)
    store.close()
    assert len(urls(data)) == ARTICLES
    assert verify(data).findings == []


@pytest.mark.parametrize("number", range(SCALE.kills // 3))
def test_kill_9_while_mending(tmp_path: Path, number: int) -> None:
    """All snapshots are damaged: what a first repair began, killed at any moment, a second one ends."""
    data = tmp_path / "data"
    write(data, 3, 20)
    before = sorted(urls(data))
    for file in data.glob("snapshots/*/*.jsonl"):
        file.write_bytes(file.read_bytes().replace(b"Tin", b"Tan"))
    mending = processes.Process(target=mend, args=(data,))
    mending.start()
    time.sleep(random.Random().uniform(0, 0.4))
    mending.kill()
    mending.join()
    assert repair(RepairLog(DataFolder(data)), read=SalvageReader).findings == []
    assert sorted(urls(data)) == before

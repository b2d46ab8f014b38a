"""Killed with SIGKILL at a random moment of writing: what was said to be on disk is, once, and the next start goes on.

`python -m bench kills` does the same to whole crawls. Here the archive's own writing fills nearly all of the time.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from archive import Store
from archive.verify import verify
from tests.faults import SCALE
from tests.faults.running import start, urls
from tests.faults.writing import crawl

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

"""Several writers and readers of one archive at once, and a program that is none of ours."""

from __future__ import annotations

import fcntl
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import archive.rows.database
from archive import Archive, Store
from archive.verification.check_database import library_warning
from archive.verification.verify import verify
from portals import StorageError
from tests.faults import SCALE
from tests.faults.running import start, urls
from tests.faults.writing import crawl, write


def test_readers_never_meet_a_lock(tmp_path: Path) -> None:
    data = tmp_path / "data"
    write(data, 1, 20)
    writer = start(data, crawls=10_000, articles=20)
    writer.wait_for_first()
    reads = 0
    while reads < SCALE.reads:
        with Archive.open(data) as reader:  # opened anew every time, as a command does
            for _ in range(10):
                assert reader.search("bai", limit=5) != []
                assert reader.article("https://songmay.vn/bai-3").title
                reads += 2
    assert writer.is_alive()  # it was writing all the while
    writer.kill()


def test_the_second_crawl_of_a_portal_ends_at_once_and_says_why(tmp_path: Path) -> None:
    data = tmp_path / "data"
    first = start(data, articles=500, pause=0.05)
    first.wait_for_first()
    code, told = start(data).ended()
    assert code == 3
    assert f"process {first.pid}" in told
    assert first.is_alive()
    first.kill()


def test_two_portals_are_crawled_into_one_archive_at_once(tmp_path: Path) -> None:
    data = tmp_path / "data"
    writers = [start(data, crawls=3, articles=20, name=name) for name in ("songmay", "khesanh")]
    for writer in writers:
        code, told = writer.ended()
        assert code == 0, told
    assert len(urls(data)) == 40
    assert verify(data).findings == []


def test_our_writers_take_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's own lock does not cover checkpoints: in most versions two of them at once can corrupt the file."""
    monkeypatch.setattr(archive.rows.database, "LOCK_TIMEOUT", 0.2)
    data = tmp_path / "data"
    write(data, 1, 2)
    store = Store.open(data)
    with (data / "locks" / ".writer.lock").open("ab") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        with pytest.raises(StorageError, match="another govnews"):
            crawl(store, 2)
    crawl(store, 2)
    store.close()


@pytest.mark.parametrize(
    ("version", "warned"),
    [
        ((3, 40, 1), True),
        ((3, 44, 6), False),
        ((3, 44, 5), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 53, 0), False),
    ],
)
def test_libraries_that_can_corrupt_a_database_are_told_of(version: tuple[int, int, int], warned: bool) -> None:
    assert (library_warning(version) is not None) == warned


def test_a_program_that_locks_the_database_stops_a_crawl_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive.rows.database, "LOCK_TIMEOUT", 0.2)
    data = tmp_path / "data"
    write(data, 1, 5)
    store = Store.open(data)
    with closing(sqlite3.connect(data / "archive.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="locked"):
            crawl(store, 8)
        assert len(urls(data)) == 5
        other.execute("ROLLBACK")
    store.close()
    store = Store.open(data)
    crawl(store, 8)
    store.close()
    assert len(urls(data)) == 8
    assert verify(data).findings == []

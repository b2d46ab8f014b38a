"""The one thread that writes: commits that are shared, and what happens after an error."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import time
from collections.abc import Coroutine, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.crawls.crawl_writer import CrawlWriter
from archive.rows.frontier_rows import FrontierRow
from archive.store import Store
from crawler.archive_thread import ArchiveThread
from portals import Portal, StorageError, parse_portal


def portal(name: str) -> Portal:
    return parse_portal(
        f'id="{name}"\nname="A"\nhome="https://{name}.gov.vn/"\n[urls]\narticle="^/bai-"\n', f"{name}.toml"
    )


_open: list[CrawlWriter] = []


@pytest.fixture
def thread(tmp_path: Path) -> Iterator[ArchiveThread]:
    made = ArchiveThread(tmp_path / "data")
    yield made
    for writer in _open:
        writer._records.unwritten.close()  # what the kernel does for a dead process
    _open.clear()
    made.close()


def begun(thread: ArchiveThread, name: str) -> CrawlWriter:
    writer = thread.call(Store.begin, thread.store, portal(name), rules="r" * 64, software={"govnews": "0"})
    _open.append(writer)
    return writer


def row(number: int) -> FrontierRow:
    return FrontierRow(url=f"https://a.gov.vn/bai-{number}", kind="article", state="new", found_at="2024-01-01")


def rows(tmp_path: Path) -> int:
    with closing(sqlite3.connect(tmp_path / "data" / "archive.db")) as db:
        return int(db.execute("SELECT count(*) FROM frontier").fetchone()[0])


async def durable(thread: ArchiveThread, *writers: CrawlWriter) -> None:
    await asyncio.gather(*(thread.durable(writer) for writer in writers))


def in_a_loop(waiting: Coroutine[object, object, None]) -> None:
    asyncio.run(asyncio.wait_for(waiting, 10))


def test_what_is_promised_is_on_disk(thread: ArchiveThread, tmp_path: Path) -> None:
    writer = begun(thread, "a")
    thread.submit(writer.frontier, [row(1)])
    in_a_loop(durable(thread, writer))
    assert rows(tmp_path) == 1


def test_pages_that_can_wait_share_a_commit(thread: ArchiveThread, tmp_path: Path) -> None:
    writers = [begun(thread, name) for name in ("a", "b", "c")]
    commits: list[str] = []

    def listen() -> None:
        thread.store.db.conn.set_trace_callback(lambda said: commits.append(said) if said == "COMMIT" else None)

    async def patiently() -> None:
        promised = []
        for number, writer in enumerate(writers):
            thread.submit(writer.frontier, [row(number)])
            promised.append(thread.durable(writer, within=0.5))
        done, _ = await asyncio.wait(promised, timeout=0.2)
        assert not done, "nobody is in a hurry"
        await asyncio.gather(*promised)

    thread.call(listen)
    began = time.monotonic()
    in_a_loop(patiently())
    assert 0.5 <= time.monotonic() - began < 5
    assert len(commits) == 1
    assert rows(tmp_path) == 3


def test_who_is_in_a_hurry_takes_the_others_along(thread: ArchiveThread) -> None:
    writers = [begun(thread, name) for name in ("a", "b")]

    async def one_in_a_hurry() -> None:
        thread.submit(writers[0].frontier, [row(1)])
        patient = thread.durable(writers[0], within=30)
        thread.submit(writers[1].frontier, [row(2)])
        await thread.durable(writers[1])
        await patient

    in_a_loop(one_in_a_hurry())


def test_jobs_are_done_in_the_order_in_which_they_came(thread: ArchiveThread) -> None:
    done: list[int] = []
    for number in range(100):
        thread.submit(done.append, number)
    assert thread.ask(lambda: list(done)).result(10) == list(range(100))


def test_after_an_error_nothing_is_written_and_nobody_is_kept_waiting(thread: ArchiveThread, tmp_path: Path) -> None:
    def fails() -> None:
        raise StorageError("the disk is full")

    told = threading.Event()
    thread.on_failure.append(told.set)
    writer = begun(thread, "a")
    thread.submit(writer.frontier, [row(1)])
    thread.submit(fails)
    thread.submit(writer.frontier, [row(2)])
    in_a_loop(durable(thread, writer))
    assert told.wait(10)
    assert isinstance(thread.failure, StorageError)
    with pytest.raises(StorageError):
        thread.ask(writer.commit).result(10)
    assert rows(tmp_path) == 0
    assert thread.call(lambda: 5) == 5, "an error reaches the caller only"


def test_a_commit_that_fails_leaves_none_of_its_crawls_half_written(
    thread: ArchiveThread, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    writers = [begun(thread, name) for name in ("a", "b")]
    monkeypatch.setattr(
        "archive.crawls.unwritten.host_rests.save", lambda *_: (_ for _ in ()).throw(sqlite3.Error("full"))
    )
    for number, writer in enumerate(writers):
        thread.submit(writer.frontier, [row(number)])
    in_a_loop(durable(thread, *writers))
    assert isinstance(thread.failure, StorageError)
    assert rows(tmp_path) == 0
    for writer in writers:
        with pytest.raises(StorageError, match="an earlier write failed"):
            thread.call(writer.commit)

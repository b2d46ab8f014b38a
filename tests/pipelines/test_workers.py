"""Worker processes: a time limit a page, and no worker outlives its trouble."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.model import Article, Rejection
from pipelines.workers import ExtractionPool, ReadPage
from portals import parse_portal
from tests.crawler.tiny_portal import article
from tests.processes import all_die, children_of

PORTAL = parse_portal('id="a"\nname="A"\nhome="https://a.gov.vn/"\n[urls]\narticle="^/bai-"\n', "a.toml")
PAGE = article("Hội nghị tổng kết năm").body + b'<a href="/bai-2">Hai</a><a href="https://b.gov.vn/bai-3">Ba</a>'
# A page that is slow to read for an honest reason: a table of 20,000 lines, each with a date.
SLOW = b"<html><body>" + b"<tr><td>ng\xc3\xa0y 12/05/2024</td></tr>" * 20_000 + b"</body></html>"


def read(pool: ExtractionPool, body: bytes) -> ReadPage:
    reading = pool.read(
        body, "https://a.gov.vn/bai-1", portal=PORTAL, content_type=None, fetched_at=datetime.now(UTC), context=None
    )
    return asyncio.run(_awaited(reading))


async def _awaited_together(pool: ExtractionPool, bodies: list[bytes]) -> list[ReadPage]:
    now = datetime.now(UTC)
    return await asyncio.gather(
        *(
            pool.read(
                body, f"https://a.gov.vn/bai-{number}", portal=PORTAL, content_type=None, fetched_at=now, context=None
            )
            for number, body in enumerate(bodies)
        )
    )


async def _awaited(reading: object) -> ReadPage:
    return await reading  # type: ignore[misc,no-any-return]


@pytest.fixture(scope="module")
def pool() -> Iterator[ExtractionPool]:
    made = ExtractionPool(workers=1, time_limit=20)
    yield made
    made.close()


def test_a_page_is_read_and_its_links_are_found(pool: ExtractionPool) -> None:
    reading, links = read(pool, PAGE)
    assert isinstance(reading, Article)
    assert reading.title == "Hội nghị tổng kết năm"
    assert [link.url for link in links.links] == ["https://a.gov.vn/bai-2"]


def test_a_page_that_is_none_is_a_rejection(pool: ExtractionPool) -> None:
    reading, links = read(pool, b"")
    assert isinstance(reading, Rejection)
    assert links.links == []


def test_pages_that_travel_together_each_get_their_own_reading(pool: ExtractionPool) -> None:
    titles = [f"Hội nghị lần thứ {number}" for number in range(20)]
    readings = asyncio.run(_awaited_together(pool, [article(title).body for title in titles]))
    assert [each.reading.title for each in readings if isinstance(each.reading, Article)] == titles


def test_a_page_that_comes_to_grief_takes_no_other_along(pool: ExtractionPool) -> None:
    bodies = [PAGE] * 10
    bodies[4] = None  # type: ignore[call-overload]  # whatever makes reading fail
    readings = [each.reading for each in asyncio.run(_awaited_together(pool, bodies))]
    assert [number for number, reading in enumerate(readings) if isinstance(reading, Rejection)] == [4]


def test_a_page_past_its_limit_is_rejected_and_the_next_one_is_read() -> None:
    pool = ExtractionPool(workers=1, time_limit=0.05)
    try:
        # The first page also waits for the process to start, which counts as well.
        assert [read(pool, SLOW).reading for _ in range(2)] == [
            Rejection("timeout", "reading took longer than 0.05 s")
        ] * 2
    finally:
        pool.close()
    pool = ExtractionPool(workers=1, time_limit=20)
    try:
        assert isinstance(read(pool, PAGE).reading, Article)
    finally:
        pool.close()


def test_a_worker_that_is_killed_is_replaced(pool: ExtractionPool) -> None:
    read(pool, PAGE)
    for child in children_of(os.getpid()):
        os.kill(child, signal.SIGKILL)
    readings = [read(pool, PAGE).reading for _ in range(3)]
    assert [type(reading) for reading in readings] == [Article] * 3


PARENT = """
import asyncio, sys
from tests.pipelines.test_workers import PAGE, ExtractionPool, read
if __name__ == "__main__":
    pool = ExtractionPool(workers=2)
    read(pool, PAGE)
    print("ready", flush=True)
    sys.stdin.read()
"""


def test_workers_die_with_the_process_that_started_them(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    parent = subprocess.Popen(
        [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    )
    assert parent.stdout is not None
    assert parent.stdin is not None
    assert parent.stdout.readline() == b"ready\n"
    workers = children_of(parent.pid)
    assert len(workers) >= 2
    parent.kill()
    parent.wait()
    parent.stdout.close()
    parent.stdin.close()
    assert all_die(workers)

"""Processes that run calls: what is late, what dies, and what is left over at the end."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError

import pytest

from pipelines.worker_pool import WorkerDiedError, WorkerPool
from portals import UsageError
from tests.processes import all_die


class _AwkwardError(Exception):
    def __init__(self, one: str, two: str) -> None:
        super().__init__(f"{one} {two}")


def where() -> int:
    return os.getpid()


def sleep_here(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def refuse(*, awkwardly: bool) -> None:
    raise _AwkwardError("such", "a pity") if awkwardly else UsageError("not so")


def double(content: bytes) -> bytes:
    return content * 2


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    made = WorkerPool(1, time_limit=10, calls_per_worker=3)
    yield made
    made.close()


def test_a_process_is_used_again_and_replaced_after_so_many_calls(pool: WorkerPool) -> None:
    used = [pool.submit(where).result(60) for _ in range(4)]
    assert used[0] == used[1] == used[2] != used[3]
    assert os.getpid() not in used


def test_large_contents_go_both_ways(pool: WorkerPool) -> None:
    assert pool.submit(double, b"\0" * 20_000_000).result(60) == b"\0" * 40_000_000


def test_what_a_call_raises_is_raised(pool: WorkerPool) -> None:
    with pytest.raises(UsageError, match="not so"):
        pool.submit(refuse, awkwardly=False).result(60)
    with pytest.raises(RuntimeError, match="_AwkwardError: such a pity"):
        pool.submit(refuse, awkwardly=True).result(60)


def test_a_late_call_is_killed_and_the_next_one_runs() -> None:
    pool = WorkerPool(1, time_limit=5, calls_per_worker=10)
    try:
        with pytest.raises(TimeoutError):
            pool.submit(sleep_here, 60).result(60)
        assert pool.submit(where).result(60)
    finally:
        pool.close()


def test_a_process_that_dies_takes_only_its_call_along(pool: WorkerPool) -> None:
    with pytest.raises(WorkerDiedError):
        pool.submit(die).result(60)
    idle = pool.submit(where).result(60)
    os.kill(idle, signal.SIGKILL)  # out of memory, an operator
    time.sleep(0.2)
    assert pool.submit(where).result(60) != idle


def test_a_signal_that_is_for_the_parent_does_not_end_a_process(pool: WorkerPool) -> None:
    process = pool.submit(where).result(60)
    for number in (signal.SIGINT, signal.SIGTERM):
        os.kill(process, number)
    assert pool.submit(where).result(60) == process


def test_closing_ends_what_runs_and_cancels_what_waits() -> None:
    pool = WorkerPool(1, time_limit=60, calls_per_worker=10)
    process = pool.submit(where).result(60)
    runs, waits = pool.submit(sleep_here, 50), pool.submit(where)
    began = time.monotonic()
    pool.close()
    assert time.monotonic() - began < 5
    with pytest.raises((WorkerDiedError, CancelledError)):
        runs.result(1)
    with pytest.raises(CancelledError):
        waits.result(1)
    assert all_die([process])


def test_closing_does_not_wait_for_a_start() -> None:
    pool = WorkerPool(2, time_limit=60, calls_per_worker=10)
    pool.submit(where)
    began = time.monotonic()
    pool.close()
    assert time.monotonic() - began < 5

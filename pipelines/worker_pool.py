"""Processes that run functions, each call with a time limit; what is late or dies takes nobody else with it.

A thread serves each process: it hands over one call, waits for the answer, and kills the process when the time is over.
A call costs two messages on a socket and no lock between processes: a fifth of a millisecond, a third of what pools
pay that also share their queues out.
"""

from __future__ import annotations

import json
import os
import pickle
import select
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from multiprocessing import Pipe
from queue import SimpleQueue
from typing import Any, NamedTuple, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

# Seconds that a process may take to start; it takes half of one, on a machine with nothing else to do.
_START_LIMIT = 60.0
_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    " from pipelines.worker_process import serve; serve(int(sys.argv[2]), int(sys.argv[3]))"
)


class WorkerDiedError(Exception):
    """The process that ran a call is no more, and nobody here has killed it."""


class _Task(NamedTuple):
    call: tuple[Any, ...]  # function, arguments, options; pickled when it is its turn, for pages can be large
    future: Future[Any]


class WorkerPool:
    """Runs functions in processes. Made cheaply: they start with the first call."""

    def __init__(self, workers: int, *, time_limit: float, calls_per_worker: int) -> None:
        self._workers = workers
        self._time_limit = time_limit
        self._calls_per_worker = calls_per_worker
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._alive: set[_Worker] = set()
        self._lock = threading.Lock()  # guards the next one, and what is alive
        self._closed = False

    def submit(self, job: Callable[P, T], *arguments: P.args, **options: P.kwargs) -> Future[T]:
        """Runs a function of a module. The future fails with what it raises, with TimeoutError or WorkerDiedError."""
        future: Future[T] = Future()
        if not self._threads:
            for number in range(self._workers):
                thread = threading.Thread(target=self._serve, name=f"worker-{number}", daemon=True)
                self._threads.append(thread)
                thread.start()
        self._tasks.put(_Task((job, arguments, options), future))
        return future

    def close(self) -> None:
        """Ends the processes; what they were doing is lost, and what they were still to do is cancelled."""
        with self._lock:
            self._closed = True
            for worker in self._alive:
                worker.kill()
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        worker: _Worker | None = None
        with suppress(WorkerDiedError, TimeoutError, OSError):  # the first call tells
            worker = self._started()
        while (task := self._tasks.get()) is not None:
            if self._closed:
                task.future.cancel()
                continue
            if not task.future.set_running_or_notify_cancel():
                continue
            try:
                if worker is None or not worker.is_good_for_more(self._calls_per_worker):
                    self._ended(worker)
                    worker = self._started()
                good, result = worker.run(task.call, self._time_limit)
            except BaseException as error:
                self._ended(worker)
                worker, good, result = None, False, error
            with suppress(InvalidStateError):
                task.future.set_result(result) if good else task.future.set_exception(result)
            del task, result  # while there is nothing to do, no page is held
        self._ended(worker)

    def _started(self) -> _Worker:
        with self._lock:
            if self._closed:
                raise WorkerDiedError("the pool is closed")
            worker = _Worker()
            self._alive.add(worker)
        try:
            worker.wait_until_ready()
        except BaseException:
            self._ended(worker)
            raise
        return worker

    def _ended(self, worker: _Worker | None) -> None:
        if worker is not None:
            with self._lock:
                self._alive.discard(worker)
            worker.end()


class _Worker:
    """One process, and the socket to it."""

    def __init__(self) -> None:
        self._calls = 0
        self._connection, theirs = Pipe()
        with theirs:
            arguments = [json.dumps(sys.path), str(theirs.fileno()), str(os.getpid())]
            self._process = subprocess.Popen(
                [sys.executable, "-c", _PROGRAM, *arguments], stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()]
            )
        self._coming = select.poll()
        self._coming.register(self._connection.fileno(), select.POLLIN)

    def wait_until_ready(self) -> None:
        """Returns when the process has loaded what it needs. Raises WorkerDiedError."""
        self._answer(_START_LIMIT)

    def is_good_for_more(self, calls: int) -> bool:
        """Whether it lives, and has not had so many calls yet."""
        return self._calls < calls and self._process.poll() is None

    def run(self, call: tuple[Any, ...], limit: float) -> tuple[bool, Any]:
        """What a call returned (True), or raised. Raises TimeoutError and WorkerDiedError."""
        self._calls += 1
        message = pickle.dumps(call, pickle.HIGHEST_PROTOCOL)
        try:
            self._connection.send_bytes(message)
        except OSError:
            raise self._died() from None
        del message
        found: tuple[bool, Any] = pickle.loads(self._answer(limit))
        return found

    def _answer(self, limit: float) -> bytes:
        if not self._coming.poll(limit * 1000):
            raise TimeoutError
        try:
            return self._connection.recv_bytes()
        except (EOFError, OSError):
            raise self._died() from None

    def _died(self) -> WorkerDiedError:
        self.kill()
        return WorkerDiedError(f"exit code {self._process.wait()}")

    def kill(self) -> None:
        """Ends the process at once."""
        self._process.kill()

    def end(self) -> None:
        """Likewise, and forgets it."""
        self.kill()
        self._process.wait()
        self._connection.close()

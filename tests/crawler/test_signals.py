"""SIGINT and SIGTERM: to one process or to all of them, once or twice, early or late; each run ends in order."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from archive import Archive
from archive.verification.verify import verify
from tests.crawler.many_portals import many_portals
from tests.crawler.test_interrupted import pages
from tests.crawler.tiny_portal import TinyPortal
from tests.processes import all_die, children_of

pytestmark = pytest.mark.long

BOTH = pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
# Seconds in which a supervisor expects an end; the program sees to it that it takes no longer.
SOON = 10


def start(folder: Path, portals: Path, *arguments: str) -> subprocess.Popen[str]:
    """A crawl in a session of its own, as a supervisor starts it."""
    places = ["--data", str(folder / "data"), "--portals", str(portals), "--summary", str(folder / "run.json")]
    command = [sys.executable, "-m", "cli", "crawl", "--json", *places, *arguments]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, text=True, encoding="utf-8", start_new_session=True, **pipes)  # type: ignore[call-overload,no-any-return]


def archived(folder: Path) -> int:
    if not (folder / "data" / "archive.db").exists():
        return 0
    with Archive.open(folder / "data") as archive:
        return sum(1 for _ in archive.articles())


def test_both_may_come_to_all_processes_at_once_and_twice(tmp_path: Path) -> None:
    """As from a terminal, or from a supervisor that tells a whole group: no page is rejected for a worker that died."""
    with TinyPortal(pages()).serving() as tiny:
        running = start(tmp_path, tiny.portal_file(tmp_path / "portals", delay=0.05, concurrency=1))
        while archived(tmp_path) < 2:
            time.sleep(0.05)
        workers = children_of(running.pid)
        os.killpg(running.pid, signal.SIGINT)
        os.killpg(running.pid, signal.SIGTERM)
        out, said = running.communicate(timeout=SOON)
    summary = json.loads(out)
    assert (running.returncode, summary["outcome"], summary["rejected"]) == (130, "interrupted", 0), said
    assert "Traceback" not in said
    assert verify(tmp_path / "data").findings == []
    assert all_die(workers)


@BOTH
def test_one_that_comes_before_the_first_request(tmp_path: Path, number: signal.Signals) -> None:
    with TinyPortal(pages()).serving() as tiny:
        running = start(tmp_path, tiny.portal_file(tmp_path / "portals", delay=1, concurrency=1))
        while not (tmp_path / "data" / "archive.db").exists():
            time.sleep(0.01)
        running.send_signal(number)
        _, said = running.communicate(timeout=SOON)
    assert running.returncode == 130, said
    assert "Traceback" not in said
    assert json.loads((tmp_path / "run.json").read_bytes())["exit_code"] == 130
    assert verify(tmp_path / "data").findings == []


@BOTH
def test_one_that_comes_while_somebody_is_notified(tmp_path: Path, number: signal.Signals) -> None:
    reached = tmp_path / "reached"
    nobody = TinyPortal({})
    nobody._server.server_close()
    told = f"sh -c 'touch {reached}; sleep 60'"
    running = start(tmp_path, nobody.portal_file(tmp_path / "portals"), "--notify", told)
    while not reached.exists():
        time.sleep(0.05)
    notified = children_of(running.pid)
    running.send_signal(number)
    _, said = running.communicate(timeout=SOON)
    assert running.returncode == 130, said
    assert "Traceback" not in said
    assert all_die(notified)


def test_all_of_several_processes_twice(tmp_path: Path) -> None:
    hosts = ["127.0.2.1", "127.0.2.2", "127.0.2.3"]
    with many_portals(tmp_path / "portals", hosts, delay=1) as asked:
        running = start(tmp_path, tmp_path / "portals", "--processes", "2")
        while len(asked) < 3:
            time.sleep(0.05)
        processes = children_of(running.pid)
        for process in (running.pid, *processes, running.pid):
            os.kill(process, signal.SIGTERM)
        out, said = running.communicate(timeout=SOON)
    assert running.returncode == 130, said + out
    assert {json.loads(line)["outcome"] for line in out.splitlines()} == {"interrupted"}
    assert "Traceback" not in said
    assert all_die(processes)

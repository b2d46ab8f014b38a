"""A crawl by several processes: one archive, one report, and still one pace a host."""

from __future__ import annotations

import itertools
import json
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from archive import Archive
from archive.verification.verify import verify
from crawler.shares import divide
from portals import Portal, parse_portal
from tests.crawler.many_portals import ARTICLES, PORTAL, many_portals
from tests.processes import all_die, children_of, is_alive

pytestmark = pytest.mark.long

# p0 and p3 share a host.
HOSTS = ["127.0.2.1", "127.0.2.2", "127.0.2.3", "127.0.2.1"]


def command(folder: Path, *arguments: str) -> list[str]:
    places = ["--portals", str(folder / "portals"), "--data", str(folder / "data")]
    return [sys.executable, "-m", "cli", "crawl", "--processes", "2", "--json", *places, *arguments]


def _portals(hosts: Sequence[str]) -> list[Portal]:
    made = []
    for number, host in enumerate(hosts):
        text = PORTAL.format(id=f"p{number}", host=host, port=80, delay=1)
        made.append(parse_portal(text, f"p{number}.toml"))
    return made


def test_portals_that_share_a_host_stay_together() -> None:
    shares = divide(_portals(["a.vn", "b.vn", "c.vn", "a.vn", "d.vn", "a.vn"]), 2)
    assert sorted(sorted(portal.id for portal in share) for share in shares) == [["p0", "p3", "p5"], ["p1", "p2", "p4"]]


def test_no_share_is_empty() -> None:
    assert len(divide(_portals(["a.vn", "b.vn"]), 5)) == 2
    assert len(divide(_portals(["a.vn", "a.vn"]), 5)) == 1


def test_two_processes_make_one_archive_and_one_report(tmp_path: Path) -> None:
    with many_portals(tmp_path / "portals", HOSTS, delay=0.1) as asked:
        report_file = tmp_path / "run.json"
        done = subprocess.run(
            command(tmp_path, "--summary", str(report_file)), capture_output=True, text=True, timeout=120, check=False
        )
    assert done.returncode == 0, done.stderr
    summaries = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(summary["portal"], summary["new"]) for summary in summaries] == [(f"p{n}", ARTICLES) for n in range(4)]
    assert all(f"p{number}: crawl " in done.stderr for number in range(4))  # what each process logs comes through
    report = json.loads(report_file.read_text(encoding="utf-8"))
    assert report["crawls"] == summaries
    assert set(report["stats"]) == {"p0", "p1", "p2", "p3"}
    with Archive.open(tmp_path / "data") as archive:
        assert len(list(archive.articles())) == 4 * ARTICLES
    assert verify(tmp_path / "data").findings == []
    for times in asked.values():
        assert min(after - before for before, after in itertools.pairwise(sorted(times))) >= 0.1


def test_told_to_stop_all_of_them_end_in_order(tmp_path: Path) -> None:
    with many_portals(tmp_path / "portals", HOSTS, delay=1) as asked:
        running = subprocess.Popen(command(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        while len(asked) < 3:  # each host was asked, so each process crawls
            time.sleep(0.05)
        processes = children_of(running.pid)
        running.send_signal(signal.SIGTERM)
        out, said = running.communicate(timeout=20)
    assert running.returncode == 130, said
    assert {json.loads(line)["outcome"] for line in out.splitlines()} == {"interrupted"}
    assert "Traceback" not in said
    assert len(processes) == 2
    assert all_die(processes)


def test_one_that_is_killed_leaves_the_others_to_their_work(tmp_path: Path) -> None:
    with many_portals(tmp_path / "portals", HOSTS, delay=0.3) as asked:
        running = subprocess.Popen(command(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        while len(asked) < 3:
            time.sleep(0.05)
        [first, second] = children_of(running.pid)
        subprocess.run(["kill", "-9", str(first)], check=True)
        out, said = running.communicate(timeout=60)
    assert running.returncode == 1, said
    outcomes = sorted(json.loads(line)["outcome"] for line in out.splitlines())
    assert outcomes == ["complete", "complete", "failed", "failed"]
    assert not is_alive(second)

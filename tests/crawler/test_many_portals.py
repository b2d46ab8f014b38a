"""Many portals in one process, each at its own pace; a host that two of them share is asked at one pace."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crawler.many_portals import ARTICLES, many_portals


@pytest.mark.parametrize(
    ("hosts", "delay"),
    [
        pytest.param(["127.0.0.7"] * 3, 0.2, id="three portals share a host"),
        pytest.param([f"127.0.1.{number}" for number in range(1, 13)], 0.3, id="twelve portals, twelve hosts"),
    ],
)
def test_the_gap_between_two_requests_to_a_host_is_kept(tmp_path: Path, hosts: list[str], delay: float) -> None:
    portals = tmp_path / "portals"
    with many_portals(portals, hosts, delay) as asked:
        places = ["--portals", str(portals), "--data", str(tmp_path / "data")]
        done = subprocess.run(
            [sys.executable, "-m", "cli", "crawl", "--json", *places],
            capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    summaries = [json.loads(line) for line in done.stdout.splitlines()]
    assert [summary["new"] for summary in summaries] == [ARTICLES] * len(hosts)
    for times in asked.values():
        gaps = [after - before for before, after in itertools.pairwise(sorted(times))]
        assert min(gaps) >= delay

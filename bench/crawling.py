"""What a crawl costs, and what it survives."""

from __future__ import annotations

import itertools
import json
import random
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from archive import Archive
from archive.verification.verify import verify
from bench.processes import cpu_between, watch

PORTAL = """
id = "p{number}"
name = "Cổng {number}"
home = "http://{host}:{port}/"
[urls]
article = '^/bai-'
listing = '^/\\?page='
[politeness]
delay = {delay}
concurrency = {concurrency}
[network]
allow_private = true
"""


@contextmanager
def _site(
    folder: Path,
    hosts: list[str],
    articles: int,
    *,
    delay: float,
    concurrency: int,
    validators: bool = False,
    filler: int = 0,
) -> Iterator[str]:
    """Serves a portal on each host and writes their files; the address of the first one."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    arguments = [sys.executable, "-m", "bench.site", str(port), str(articles), ",".join(hosts)]
    arguments += [*(["validators"] if validators else []), str(filler)]
    server = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert server.stdin is not None
    assert server.stdout is not None
    server.stdout.readline()
    (folder / "portals").mkdir(parents=True)
    for number, host in enumerate(hosts):
        text = PORTAL.format(number=number, host=host, port=port, delay=delay, concurrency=concurrency)
        (folder / "portals" / f"p{number}.toml").write_text(text, encoding="utf-8")
    try:
        yield f"http://{hosts[0]}:{port}"
    finally:
        server.stdin.close()
        server.wait(10)


def _command(folder: Path) -> list[str]:
    places = ["--data", str(folder / "data"), "--portals", str(folder / "portals")]
    return [sys.executable, "-m", "cli", "crawl", "--json", *places]


def _asked(site: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{site}/__asked__") as answer:
        asked: dict[str, Any] = json.load(answer)
    return asked


def kills(*, times: int, articles: int) -> dict[str, Any]:
    """Kills a crawl of one portal so many times, at random moments, each followed by one whole crawl."""
    concurrency = 4
    lost = doubled = twice = findings = 0
    moments = random.Random(20240417)
    for _ in range(times):
        folder = Path(tempfile.mkdtemp(prefix="govnews-bench-"))
        with _site(folder, ["127.0.0.1"], articles, delay=0, concurrency=concurrency) as site:
            killed = subprocess.Popen(_command(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(moments.uniform(0.5, 3.5))
            killed.kill()
            killed.wait()
            subprocess.run(_command(folder), capture_output=True, check=True)
            counted = Counter(_asked(site)["paths"])
        with Archive.open(folder / "data") as archive:
            urls = [article.url for article in archive.articles()]
        lost += articles - len(set(urls))
        doubled += len(urls) - len(set(urls))
        twice = max(twice, sum(number - 1 for number in counted.values()))
        findings += len(verify(folder / "data").findings)
        shutil.rmtree(folder)
    return {"lost": lost, "doubled": doubled, "fetched_twice_at_most": twice, "verify_findings": findings}


def portals(*, number: int, articles: int, delay: float, processes: int | None, filler: int) -> dict[str, Any]:
    """Crawls so many portals, each on a host of its own.

    What is said of a page in the middle is counted from the time all portals are going until the first one is done.
    """
    folder = Path(tempfile.mkdtemp(prefix="govnews-bench-"))
    hosts = [f"127.0.{2 + index // 200}.{1 + index % 200}" for index in range(number)]
    with _site(folder, hosts, articles, delay=delay, concurrency=1, filler=filler) as site:
        began = time.monotonic()
        command = [*_command(folder), *(["--processes", str(processes)] if processes else [])]
        with (folder / "summaries").open("wb") as out:
            samples = watch(subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL))
        seconds = time.monotonic() - began
        said = _asked(site)
    summaries = [json.loads(line) for line in (folder / "summaries").read_bytes().splitlines()]
    shutil.rmtree(folder)
    asked = {host: sorted(times) for host, times in said["asked"].items()}
    gaps = [later - earlier for times in asked.values() for earlier, later in itertools.pairwise(times)]
    first, last, cpu = cpu_between(samples, *_all_going(asked.values()))
    pages = sum(first <= moment <= last for times in asked.values() for moment in times)
    return {
        "articles_archived": sum(summary["new"] for summary in summaries),
        "pages_per_second_start_and_end_included": round(sum(summary["pages"] for summary in summaries) / seconds, 1),
        "gaps": len(gaps),
        "gaps_too_short": sum(gap < delay for gap in gaps),
        "shortest_gap": round(min(gaps), 4),
        "seconds_in_the_middle": round(last - first, 1),
        "pages_per_second_in_the_middle": round(pages / (last - first), 1) if pages else None,
        "cpu_ms_a_page_in_the_middle": {
            kind: round(1000 * used / pages, 2) for kind, used in sorted(cpu.items()) if pages
        },
        "cpu_seconds_of_the_server": round(said["cpu_seconds"], 1),
        "processes": processes or "as many as it takes by itself",
        "peak_mb_of_all_its_processes": max(sample.megabytes for sample in samples),
    }


def speed(*, articles: int) -> dict[str, Any]:
    """Crawls one portal as fast as it goes."""
    folder = Path(tempfile.mkdtemp(prefix="govnews-bench-"))
    with _site(folder, ["127.0.0.1"], articles, delay=0, concurrency=16):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.monotonic()
        done = subprocess.run(_command(folder), capture_output=True, text=True, encoding="utf-8", check=True)
        seconds = time.monotonic() - began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    shutil.rmtree(folder)
    summary = json.loads(done.stdout)
    cpu = (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
    return {
        "archived": summary["new"],
        "seconds": round(seconds, 2),
        "pages_per_second": round(summary["pages"] / seconds, 1),
        "cpu_ms_a_page_all_processes": round(1000 * cpu / summary["pages"], 2),
    }


def unchanged(*, articles: int) -> dict[str, Any]:
    """Crawls a portal twice between which nothing changed: what the second crawl costs of the first one."""
    shares = {}
    for name, validators in {"with_validators": True, "without": False}.items():
        folder = Path(tempfile.mkdtemp(prefix="govnews-bench-"))
        with _site(folder, ["127.0.0.1"], articles, delay=0, concurrency=16, validators=validators):
            crawls = [
                json.loads(subprocess.run(_command(folder), capture_output=True, check=True).stdout) for _ in range(2)
            ]
        shutil.rmtree(folder)
        shares[name] = {
            f"{counted}_share": round(crawls[1][counted] / crawls[0][counted], 4) for counted in ("requests", "bytes")
        }
    return shares


def _all_going(asked: Iterable[list[float]]) -> tuple[float, float]:
    """From when the last host was asked for the first time until the first was asked for the last time."""
    times = [(min(each), max(each)) for each in asked]
    return max(first for first, _ in times), min(last for _, last in times)

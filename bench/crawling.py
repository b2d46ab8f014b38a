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
from archive.verify import verify

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
    folder: Path, hosts: list[str], articles: int, *, delay: float, concurrency: int, validators: bool = False
) -> Iterator[str]:
    """Serves a portal on each host and writes their files; the address of the first one."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    arguments = [sys.executable, "-m", "bench.site", str(port), str(articles), ",".join(hosts)]
    arguments += ["validators"] if validators else []
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


def portals(*, number: int, articles: int, delay: float, processes: int | None) -> dict[str, Any]:
    """Crawls so many portals, each on a host of its own."""
    folder = Path(tempfile.mkdtemp(prefix="govnews-bench-"))
    hosts = [f"127.0.{2 + index // 200}.{1 + index % 200}" for index in range(number)]
    with _site(folder, hosts, articles, delay=delay, concurrency=1) as site:
        began = time.monotonic()
        command = [*_command(folder), *(["--processes", str(processes)] if processes else [])]
        crawl = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        peak = _watch(crawl)
        seconds = time.monotonic() - began
        assert crawl.stdout is not None
        summaries = [json.loads(line) for line in crawl.stdout.read().splitlines()]
        asked = _asked(site)["asked"]
    shutil.rmtree(folder)
    gaps = [
        later - earlier
        for times in asked.values()
        for earlier, later in itertools.pairwise(sorted(times)[: articles + 3])  # without our own question
    ]
    return {
        "articles_archived": sum(summary["new"] for summary in summaries),
        "pages_per_second": round(sum(summary["pages"] for summary in summaries) / seconds, 1),
        "gaps": len(gaps),
        "gaps_too_short": sum(gap < delay for gap in gaps),
        "shortest_gap": round(min(gaps), 4),
        "requests_per_second_in_the_middle_half": round(_sustained(asked.values()), 1),
        "processes": processes or "as many as it takes by itself",
        "peak_mb_of_all_its_processes": peak,
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


def _watch(process: subprocess.Popen[bytes]) -> float:
    """Peak memory (MB, resident, what they share counted for each) of a process and all that come from it."""
    peak = 0.0
    while process.poll() is None:
        family = {process.pid}
        parents = _parents()
        while further := {child for child, parent in parents.items() if parent in family} - family:
            family |= further
        peak = max(peak, sum(map(_resident, family)))
        time.sleep(0.5)
    return round(peak, 1)


def _parents() -> dict[int, int]:
    """Process -> the one that started it."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            found[int(entry.parent.name)] = int(entry.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    return found


def _sustained(asked: Iterable[list[float]]) -> float:
    """Requests a second, from the first quarter of all requests to the last: without start and end."""
    times = sorted(itertools.chain.from_iterable(asked))
    middle = times[len(times) // 4 : len(times) * 3 // 4]
    return (len(middle) - 1) / (middle[-1] - middle[0])


def _resident(process: int) -> float:
    try:
        pages = int((Path("/proc") / str(process) / "statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * resource.getpagesize() / 1e6

"""What reading pages survives, and what it costs in memory."""

from __future__ import annotations

import asyncio
import os
import random
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from archive.model import Article
from pipelines.extraction import extract
from pipelines.workers import ExtractionPool
from portals import parse_portal
from tests.extraction.layouts import LAYOUTS, LEADS
from tests.extraction.mutations import mutated
from tests.extraction.sample_articles import SAMPLES

URL = "https://huyenmauphong.example/tin-tuc/bai-so-77"
_SLOW = 10.0  # seconds; a page that takes longer is a failure
_PORTAL = parse_portal(
    'id = "bench"\nname = "Bench"\nhome = "https://huyenmauphong.example/"\n[urls]\narticle = "/bai-"\n', "bench.toml"
)


def _pages() -> list[bytes]:
    """The project's own pages: every layout with every article and lead, and the golden pages."""
    made = [layout(sample, lead).encode() for layout in LAYOUTS for sample in SAMPLES for lead in LEADS]
    golden = Path(__file__).parents[1] / "tests" / "golden"
    return made + [file.read_bytes() for file in sorted(golden.glob("*/page.html"))]


def mutations(pages: int, seed: int) -> dict[str, Any]:
    """Reads so many mutated pages in this process; counts what came of them."""
    chance, originals = random.Random(seed), _pages()
    results: Counter[str] = Counter()
    slowest, failures = 0.0, []
    with click.progressbar(range(pages), label="mutated pages", file=sys.stderr) as numbers:
        for number in numbers:
            body = mutated(chance.choice(originals), chance, chance.randrange(1, 25))
            begun = time.perf_counter()
            try:
                found = extract(body, URL)
            except Exception as error:  # that is what is measured
                failures.append(f"page {number}: {type(error).__name__}: {error}"[:200])
                continue
            slowest = max(slowest, time.perf_counter() - begun)
            results["article" if isinstance(found, Article) else found.reason] += 1
    return {
        "crashes": len(failures),
        "first_crashes": failures[:5],
        "slowest_seconds": round(slowest, 2),
        "over_the_limit": slowest > _SLOW,
        "results": dict(results.most_common()),
    }


def memory(pages: int) -> dict[str, Any]:
    """Sends pages to one worker; its resident memory (MB) after each tenth of them."""
    return asyncio.run(_memory(pages))


async def _memory(pages: int) -> dict[str, Any]:
    originals, held = _pages(), []
    pool = ExtractionPool(1)
    now = datetime.now(UTC)
    try:
        for number in range(pages):
            body = originals[number % len(originals)]
            await pool.read(body, URL, portal=_PORTAL, content_type=None, fetched_at=now, context=None)
            if (number + 1) % max(1, pages // 10) == 0:
                held.append(round(max(map(_resident, _children())) / 1e6, 1))
    finally:
        pool.close()
    return {"worker_mb": held, "most_mb": max(held)}


def _children() -> list[int]:
    """The processes that this one started and that run Python code of ours, not multiprocessing's resource tracker."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            command = (entry / "cmdline").read_text()
        except (OSError, ValueError, IndexError):
            continue
        if parent == os.getpid() and "resource_tracker" not in command:
            found.append(int(entry.name))
    return found


def _resident(process: int) -> int:
    """Bytes of resident memory."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")

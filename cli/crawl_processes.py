"""A crawl by several processes, each of some of the portals: one process asks no more than one core can answer.

Each is a `govnews crawl` of its own, and says what it did in a summary file. They write into one archive, as any two
crawls may.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from cli.logs import LogFormat
from cli.reporting import RunReport
from crawler import signals

if TYPE_CHECKING:
    from portals import Portal

_PR_SET_PDEATHSIG = 1  # <linux/prctl.h>


def crawl_in_processes(
    report: RunReport,
    shares: list[list[Portal]],
    data: Path,
    portals_folder: Path | None,
    *,
    full: bool,
    limit: int | None,
    log_format: LogFormat,
) -> None:
    """Crawls each share in a process and fills in the report. What they log comes out here.

    A process that dies leaves its portals `failed`; those of the others are crawled all the same. SIGINT and SIGTERM
    go on to all of them, and each ends in order.
    """
    arguments = ["--processes", "1", "--data", str(data), "--log-format", log_format]
    arguments += ["--portals", str(portals_folder)] if portals_folder else []
    arguments += ["--full"] if full else []
    arguments += ["--limit", str(limit)] if limit else []
    with tempfile.TemporaryDirectory(prefix="govnews-crawl-") as folder:
        files = [Path(folder) / f"{number}.json" for number in range(len(shares))]
        running: list[subprocess.Popen[str]] = []
        with signals.held(_passing_to(running)):
            signal.pthread_sigmask(signal.SIG_BLOCK, signals.SIGNALS)  # one that comes now waits until all can be told
            for share, file in zip(shares, files, strict=True):
                names = [portal.id for portal in share]
                running.append(_start([*names, *arguments, "--summary", str(file)], len(shares)))
            signal.pthread_sigmask(signal.SIG_UNBLOCK, signals.SIGNALS)
            tellers = [threading.Thread(target=_tell, args=[process]) for process in running]
            for teller in tellers:
                teller.start()
            for process, teller in zip(running, tellers, strict=True):
                process.wait()
                teller.join()
        for share, file, process in zip(shares, files, running, strict=True):
            _add(report, share, file, process.returncode)


def _start(arguments: list[str], shares: int) -> subprocess.Popen[str]:
    from pipelines.workers import default_workers

    environment = os.environ | {"GOVNEWS_WORKERS": str(max(1, default_workers() // shares))}
    environment.pop("GOVNEWS_NOTIFY", None)  # the whole run is told, once
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "cli", "crawl", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=environment,
        start_new_session=True,  # Ctrl-C comes from us, once
        preexec_fn=_prepare,  # no thread of ours runs yet
    )


def _prepare() -> None:
    """Runs in the new process: the kernel ends it in order when the one that started it dies."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, signals.SIGNALS)


def _passing_to(processes: list[subprocess.Popen[str]]) -> Callable[[int], None]:
    def pass_on(number: int) -> None:
        for process in processes:
            if process.poll() is None:
                process.send_signal(number)

    return pass_on


def _tell(process: subprocess.Popen[str]) -> None:
    assert process.stderr is not None
    for line in process.stderr:
        sys.stderr.write(line)  # whole lines, so that those of two processes do not mix
        sys.stderr.flush()


def _add(report: RunReport, share: list[Portal], file: Path, exit_code: int) -> None:
    """What one process did, added to the report of the run."""
    from archive.health.alarms import Alarm
    from crawler.run import CrawlSummary

    said: dict[str, Any] = msgspec.json.decode(file.read_bytes()) if file.exists() else {}
    crawls = msgspec.convert(said.get("crawls", []), list[CrawlSummary])
    done = {summary.portal for summary in crawls}
    interrupted = -exit_code in signals.SIGNALS  # before it could end in order: it had just begun
    outcome = "interrupted" if interrupted else "failed"
    report.crawls += crawls
    report.crawls += [
        CrawlSummary(portal=portal.id, crawl_id=None, outcome=outcome) for portal in share if portal.id not in done
    ]
    report.alarms += msgspec.convert(said.get("alarms", []), list[Alarm])
    report.stats |= said.get("stats", {})
    report.software = report.software or said.get("software", {})
    died = not said and not interrupted
    failure = said.get("failure") or (f"a process of the crawl ended with exit code {exit_code}" if died else None)
    if failure and not report.failure:
        report.failure, report.exit_code = failure, exit_code if exit_code > 0 else 1

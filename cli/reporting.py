"""The run summary: what a run of `govnews crawl` did, as one JSON object (`--summary`, `--notify`)."""

from __future__ import annotations

import logging
import os
import platform
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from archive.data_folder import write_durably
from archive.timestamps import timestamp
from cli.failures import failure_of
from cli.logs import LogFormat, logging_to_stderr
from cli.notify import notify, target_of
from portals import StorageError

if TYPE_CHECKING:
    from archive.health.alarms import Alarm
    from crawler.run import CrawlSummary

log = logging.getLogger("govnews")

# Outcomes that need nobody's attention.
_WELL = {"complete", "limited"}
_UNTOLD = {0, 130}  # exit codes: all well; interrupted, by somebody who knows


class RunReport(msgspec.Struct, kw_only=True):
    """One run. `text` says the same for people; chat services show that field of what is posted to them.

    `stats` holds, for each portal, what Scrapy and govnews counted; ours begin with `govnews/`. `failure` is what ended
    the run before its time. Times are UTC, ISO 8601.
    """

    text: str = ""
    exit_code: int = 0
    host: str = msgspec.field(default_factory=platform.node)
    software: dict[str, str] = msgspec.field(default_factory=dict)
    started_at: str
    finished_at: str = ""
    failure: str | None = None
    crawls: list[CrawlSummary] = msgspec.field(default_factory=list)
    alarms: list[Alarm] = msgspec.field(default_factory=list)
    stats: dict[str, dict[str, Any]] = msgspec.field(default_factory=dict)

    def tell(self) -> None:
        """Writes `text`, from everything else."""
        portals = len(self.crawls)
        new = sum(crawl.new for crawl in self.crawls)
        lines = [f"govnews on {self.host}: {new} new articles of {portals} portals, exit code {self.exit_code}"]
        if self.failure:
            lines.append(f"failed: {self.failure}")
        lines += [f"{crawl.portal}: {crawl.outcome}" for crawl in self.crawls if crawl.outcome not in _WELL]
        lines += [f"alarm: {alarm}" for alarm in self.alarms]
        lines += trap_lines(self.crawls)
        self.text = "\n".join(lines)


def trap_lines(crawls: Iterable[CrawlSummary]) -> list[str]:
    """A line for each portal that has traps: which, and how many addresses of each were left alone."""
    return [
        f"{crawl.portal}: left alone "
        + ", ".join(f"{number} addresses ({kind})" for kind, number in sorted(crawl.traps.items()))
        for crawl in crawls
        if crawl.traps
    ]


@contextmanager
def reporting(file: Path | None, target: str | None, form: LogFormat) -> Iterator[RunReport]:
    """A report to fill in, that is written and sent when the block ends, however it ends.

    Raises UsageError and StorageError at once where it could not be: before a crawl of hours, not after it. Among JSON
    logs an error that ends the run is a line like any other.
    """
    told = target_of(target) if target else None
    if file is not None:
        _check_writable(file)
    report = RunReport(started_at=timestamp())
    try:
        yield report
    except KeyboardInterrupt:
        report.failure, report.exit_code = failure_of(KeyboardInterrupt())
        raise
    except Exception as error:
        report.failure, report.exit_code = failure_of(error)
        if form == "text":
            raise
        with logging_to_stderr(form):
            log.error("%s", report.failure)
        raise click.exceptions.Exit(report.exit_code) from None
    finally:
        report.finished_at = timestamp()
        report.tell()
        if file is not None:
            _write(report, file)
        if told is not None and report.exit_code not in _UNTOLD:
            with logging_to_stderr(form):
                notify(told, msgspec.json.encode(report))


def _check_writable(file: Path) -> None:
    if file.is_dir() or not file.absolute().parent.is_dir() or not os.access(file.absolute().parent, os.W_OK):
        raise StorageError(f"{file}: no summary can be written there; name a file in a folder that is there")


def _write(report: RunReport, file: Path) -> None:
    """Whole: a reader sees the old summary or the new one."""
    try:
        write_durably(file, msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n")
    except OSError as error:
        raise StorageError(f"{file}: writing the summary failed: {error}") from error

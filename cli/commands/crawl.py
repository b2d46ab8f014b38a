"""`govnews crawl`."""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.crawl_processes import crawl_in_processes
from cli.crawl_progress import watching
from cli.logs import LogFormat
from cli.options import data_option, json_option, log_format_option, portals_option
from cli.output import one_line, print_json, print_table
from cli.portal_files import load_checked
from cli.reporting import RunReport, reporting, trap_lines
from crawler import signals
from portals import Portal, UsageError, find_portals

if TYPE_CHECKING:
    from archive.health.alarms import Alarm
    from crawler.run import CrawlSummary
    from crawler.session import CrawlSession

log = logging.getLogger("govnews")

_COLUMNS = ("portal", "pages", "new", "changed", "unchanged", "removed", "rejected", "errors", "outcome")
_EXIT_CODES = {"complete": 0, "limited": 0, "interrupted": 130}


@click.command(
    "crawl",
    epilog="""\b
Example:
  govnews crawl baotuyenquang --limit 20      the newest 20 articles not yet archived
  govnews crawl                               all portals that have not ended
  govnews crawl --full --json                 every known address; one summary a portal
  govnews crawl --summary run.json --notify 'sh -c "jq -r .text | mail -s govnews ops@example.org"'""",
)
@click.argument("names", nargs=-1, metavar="[PORTAL…]")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Articles a portal at most; the next crawl goes on.")
@click.option("--full", is_flag=True, help="Visit every known address and walk every listing.")
@click.option("--summary", "summary_file", type=click.Path(path_type=Path), metavar="FILE",
              help="Write what the run did, alarms and Scrapy's stats included, as JSON.")  # fmt: skip
@click.option("--notify", "notify_target", envvar="GOVNEWS_NOTIFY", metavar="URL|COMMAND",
              help="Where a run that does not end well (exit code not 0, not 130) sends that JSON: by POST, or to the "
                   "standard input of a command (or set GOVNEWS_NOTIFY).")  # fmt: skip
@click.option("--processes", type=click.IntRange(1), metavar="N",
              help="Crawl with so many processes, each some of the portals.  [default: one for each hundred portals, "
                   "as far as there are cores]")  # fmt: skip
@data_option
@portals_option
@json_option
@log_format_option
def command(
    names: tuple[str, ...],
    limit: int | None,
    full: bool,
    summary_file: Path | None,
    notify_target: str | None,
    processes: int | None,
    data: Path,
    portals_folder: Path | None,
    as_json: bool,
    log_format: LogFormat,
) -> int:
    """Crawl these portals, or all that have not ended, into the archive."""
    with reporting(summary_file, notify_target, log_format) as report:
        chosen = _chosen(names, portals_folder)
        shares = _shares(chosen, processes)
        if len(shares) > 1:
            crawl_in_processes(report, shares, data, portals_folder, full=full, limit=limit, log_format=log_format)
        else:
            _crawl(report, chosen, data, full, limit, log_format)
        order = {portal.id: number for number, portal in enumerate(chosen)}
        report.crawls.sort(key=lambda summary: order[summary.portal])
        if report.failure is None:
            report.exit_code = _exit_code(report.crawls) or (4 if report.alarms else 0)
        if as_json:
            for summary in report.crawls:
                print_json(summary)
        else:
            print_table(_COLUMNS, [[getattr(summary, column) for column in _COLUMNS] for summary in report.crawls])
            for line in trap_lines(report.crawls):
                click.echo(line)
    return report.exit_code


def _shares(chosen: list[Portal], processes: int | None) -> list[list[Portal]]:
    from crawler.shares import default_processes, divide

    wanted = processes or default_processes(len(chosen))
    return divide(chosen, wanted) if wanted > 1 else [chosen]


def _crawl(
    report: RunReport, chosen: list[Portal], data: Path, full: bool, limit: int | None, log_format: LogFormat
) -> None:
    from crawler.run import run_crawls
    from crawler.session import software

    report.software = software()
    begun: list[CrawlSession] = []
    with watching(log_format) as watch:

        def watched(sessions: list[CrawlSession]) -> None:
            begun.extend(sessions)
            watch(sessions)

        try:
            report.crawls = run_crawls(chosen, data, full=full, limit=limit, watch=watched)
        finally:
            report.stats = {session.portal.id: session.stats for session in begun}
        if not signals.told_to_end():  # looking for alarms takes its time; `govnews status` does it too
            report.alarms = _alarms(data, [summary.portal for summary in report.crawls])


def _alarms(data: Path, portals: list[str]) -> list[Alarm]:
    """Where a portal does worse than it ever did; each is told on standard error."""
    from archive import Archive
    from archive.health.health import health_of

    with Archive.open(data) as archive:
        alarms = [alarm for portal in portals for alarm in health_of(archive.db.conn, portal).alarms]
    for alarm in alarms:
        log.error("alarm: %s", one_line(str(alarm)), extra={"portal": alarm.portal, "alarm": alarm.kind})
    return alarms


def _chosen(names: tuple[str, ...], folder: Path | None) -> list[Portal]:
    """The portals to crawl. One that has ended is crawled only by name, with a warning."""
    known = load_checked(folder)
    ended = {portal.id for portal in known.values() if portal.ended(datetime.now(portal.zone).date())}
    if not names:
        living = [portal for portal in known.values() if portal.id not in ended]
        if not living:
            raise UsageError("all portals have ended; name one to crawl it all the same")
        return living
    chosen = find_portals(known, dict.fromkeys(names))
    for portal in chosen:
        if portal.id in ended:
            successor = f"; its successor is {portal.lifetime.successor}" if portal.lifetime.successor else ""
            click.echo(f"govnews: {portal.id} ended on {portal.lifetime.until}{successor}", err=True)
    return chosen


def _exit_code(summaries: list[CrawlSummary]) -> int:
    """The worst of the outcomes: a fault of this program (1), then a portal that did not end in order (3)."""
    if any(summary.outcome == "failed" for summary in summaries):
        return 1
    return max(_EXIT_CODES.get(summary.outcome, 3) for summary in summaries)

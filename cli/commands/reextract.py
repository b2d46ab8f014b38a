"""`govnews reextract`."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.logs import LogFormat, logging_to_stderr
from cli.options import data_option, json_option, log_format_option, portals_option
from cli.output import print_json, print_table
from cli.portal_files import check_readable, load_checked
from cli.progress import counter
from crawler import signals
from portals import Portal, UsageError, find_portals

if TYPE_CHECKING:
    import sqlite3

    from archive.data_folder import DataFolder
    from pipelines.reextract import Chosen

_COLUMNS = ("portal", "captures", "read", "changed", "rejected", "damaged", "outcome")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@click.command(
    "reextract",
    epilog="""\b
Example:
  govnews reextract --dry-run                       what today's rules would change, with examples
  govnews reextract baotuyenquang                   reads what they have not read, and keeps it
  govnews reextract --dry-run --json | jq -c '[.portal, .field, .changed]'""",
)
@click.argument("names", nargs=-1, metavar="[PORTAL…]")
@click.option("--dry-run", is_flag=True, help="Show what would change in which field; write nothing.")
@click.option("--examples", type=click.IntRange(0), default=3, show_default=True, metavar="N",
              help="Examples a field that a dry run shows.")  # fmt: skip
@click.option("--since", metavar="DAY", help="Captured on or after (UTC): 2024-01-31, 2024-01 or 2024.")
@click.option("--url", "urls", multiple=True, metavar="URL|ID", help="Only this article; may be given again.")
@data_option
@portals_option
@json_option
@log_format_option
def command(
    names: tuple[str, ...],
    dry_run: bool,
    examples: int,
    since: str | None,
    urls: tuple[str, ...],
    data: Path,
    portals_folder: Path | None,
    as_json: bool,
    log_format: LogFormat,
) -> int:
    """Read stored captures again with today's rules: those of these portals, or of all in the archive.

    A better reading is kept beside the old one and never counts as an edit. A capture that today's rules take for
    no article keeps its old reading. Stopped at any moment, the next run goes on.
    """
    if since is not None and not _DAY.fullmatch(since):
        raise UsageError(f"--since is {since!r}; write a day, a month or a year: 2024-01-31, 2024-01 or 2024")
    known = load_checked(portals_folder)
    with logging_to_stderr(log_format), signals.held():
        stop = signals.told_to_end
        if dry_run:
            return _preview(names, known, data, since, urls, examples, as_json, stop)
        return _reextract(names, known, data, since, urls, as_json, stop)


def _portals(
    names: tuple[str, ...], known: dict[str, Portal], folder: DataFolder, db: sqlite3.Connection
) -> list[Portal]:
    """The portals to read. One that is archived and has no file any more is as its last run's record tells it."""
    from archive import outdated_readings

    archived = outdated_readings.portals_with_articles(db)
    chosen = list(dict.fromkeys(names)) or archived
    gone = [name for name in chosen if name not in known and name in archived]
    told = {name: outdated_readings.portal_as_crawled(folder, db, name) for name in gone}
    check_readable(told)
    return find_portals(known | told, chosen)


def _chosen(db: sqlite3.Connection, folder: DataFolder, since: str | None, urls: tuple[str, ...]) -> Chosen:
    from archive import outdated_readings
    from pipelines.reextract import Chosen

    articles = [outdated_readings.article_named(folder, db, url) for url in urls]
    return Chosen(since=since, articles=articles or None)


def _reextract(
    names: tuple[str, ...],
    known: dict[str, Portal],
    data: Path,
    since: str | None,
    urls: tuple[str, ...],
    as_json: bool,
    stop: Callable[[], bool],
) -> int:
    from archive import Store
    from archive.data_folder import DataFolder
    from pipelines.reextract import reextract
    from pipelines.rereading import make_pool

    DataFolder(data).check()  # a wrong --data must not make an archive
    store = Store.open(data)
    pool = make_pool()
    results = []
    try:
        chosen = _chosen(store.db.conn, store.folder, since, urls)
        for portal in _portals(names, known, store.folder, store.db.conn):
            if stop():
                break
            with counter(portal.id) as progress:
                results.append(reextract(store, pool, portal, chosen, stop=stop, progress=progress))
    finally:
        pool.close()
        store.close()
    if as_json:
        for result in results:
            print_json(result)
    else:
        print_table(_COLUMNS, [[getattr(result, column) for column in _COLUMNS] for result in results])
    if stop():
        return 130
    if any(result.damaged for result in results):
        return 5
    return 3 if any(result.outcome == "busy" for result in results) else 0


def _preview(
    names: tuple[str, ...],
    known: dict[str, Portal],
    data: Path,
    since: str | None,
    urls: tuple[str, ...],
    examples: int,
    as_json: bool,
    stop: Callable[[], bool],
) -> int:
    from archive import Archive
    from cli.reading_changes import print_changes
    from pipelines.reading_changes import DAMAGED
    from pipelines.reextract import preview
    from pipelines.rereading import make_pool

    damaged = False
    pool = make_pool()
    try:
        with Archive.open(data) as archive:
            db = archive.db.conn
            chosen = _chosen(db, archive.folder, since, urls)
            for portal in _portals(names, known, archive.folder, db):
                with counter(portal.id) as progress:
                    seen = preview(archive.folder, db, pool, portal, chosen, examples, stop=stop, progress=progress)
                if stop():
                    return 130
                damaged |= any(change.field == DAMAGED for change in seen.changes)
                if as_json:
                    for change in seen.changes:
                        print_json(change)
                else:
                    print_changes(seen)
    finally:
        pool.close()
    return 5 if damaged else 0

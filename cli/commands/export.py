"""`govnews export`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import click

from cli.archived_portals import archived_portals
from cli.options import data_option, filter_options
from cli.progress import counter
from portals import StorageError, UsageError


@click.command(
    "export",
    epilog="""\b
Example:
  govnews export csv articles.csv --since 2024
  govnews export csv then.csv --as-of 2025-06-30        what was known then, as it was
  govnews export jsonl - --portal baohagiang | jq .title
  govnews export wacz baohagiang.wacz --portal baohagiang""",
)
@click.argument("format", type=click.Choice(["csv", "jsonl", "wacz"]))
@click.argument("dest", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@filter_options
@click.option(
    "--as-of", metavar="DATE", help="As it was then: 2024-12-31, or 2024-12-31T08:00:00Z; in today's readings."
)
@data_option
def command(
    format: str,  # noqa: A002  (the name that the usage line shows)
    dest: Path,
    portal: str | None,
    since: str | None,
    until: str | None,
    author: str | None,
    as_of: str | None,
    data: Path,
) -> None:
    """Write articles to the file DEST (`-` is standard output), newest first.

    A WACZ holds the captures themselves, with an index and a list of the articles: a browser replays it
    (docs/replay.md). Of the filters it takes --portal.

    In CSV a cell that a spreadsheet would run as a formula is set off by an apostrophe; JSON Lines keep it as it is.
    """
    from archive import Archive
    from archive.export import WRITERS
    from archive.wacz import write_wacz

    if format == "wacz" and (since or until or author or as_of):
        raise UsageError("a WACZ holds whole captures: of the filters it takes --portal only")
    if format == "wacz" and str(dest) == "-":
        raise UsageError("a WACZ cannot go to standard output; name a file")

    def write(out: BinaryIO) -> int:
        with Archive.open(data) as archive:
            archived_portals(archive, data, filter(None, [portal]))
            if format == "wacz":
                with counter("WARC files") as progress:
                    return write_wacz(archive, out, portal=portal, progress=progress)
            articles = archive.articles(portal=portal, since=since, until=until, author=author, as_of=as_of)
            return WRITERS[format](articles, out)  # type: ignore[index]

    number = write(sys.stdout.buffer) if str(dest) == "-" else _write_whole(dest, write)
    click.echo(f"{number} articles", err=True)


def _write_whole(dest: Path, write: Callable[[BinaryIO], int]) -> int:
    """Writes a file beside its place and then into it: whoever looks never sees half an export."""
    unfinished = dest.with_name(f".{dest.name}.unfinished")
    try:
        with unfinished.open("wb") as out:
            number = write(out)
        unfinished.replace(dest)
    except OSError as error:
        why = f"{dest}: cannot be written ({error.strerror}); name a file in a folder that is there and has room"
        raise StorageError(why) from None
    finally:
        if unfinished.is_file():
            unfinished.unlink()
    return number

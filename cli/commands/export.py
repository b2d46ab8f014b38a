"""`govnews export`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

import click

from cli.options import data_option, filter_options


@click.command(
    "export",
    epilog="""\b
Example:
  govnews export csv articles.csv --since 2024
  govnews export jsonl - --portal baohagiang | jq .title""",
)
@click.argument("format", type=click.Choice(["csv", "jsonl"]))
@click.argument("dest", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@filter_options
@data_option
def command(
    format: str,  # noqa: A002  (the name that the usage line shows)
    dest: Path,
    portal: str | None,
    since: str | None,
    until: str | None,
    author: str | None,
    data: Path,
) -> None:
    """Write articles to the file DEST (`-` is standard output), newest first.

    In CSV a cell that a spreadsheet would run as a formula is set off by an apostrophe; JSON Lines keep it as it is.
    """
    from archive import Archive
    from archive.export import WRITERS

    def write(out: BinaryIO) -> int:
        with Archive.open(data) as archive:
            articles = archive.articles(portal=portal, since=since, until=until, author=author)
            return WRITERS[format](articles, out)  # type: ignore[index]

    if str(dest) == "-":
        number = write(sys.stdout.buffer)
    else:
        # Beside its place and then into it: whoever looks never sees half an export.
        unfinished = dest.with_name(f".{dest.name}.unfinished")
        try:
            with unfinished.open("wb") as out:
                number = write(out)
            unfinished.replace(dest)
        finally:
            unfinished.unlink(missing_ok=True)
    click.echo(f"{number} articles", err=True)

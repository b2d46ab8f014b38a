"""`govnews verify`."""

from __future__ import annotations

from pathlib import Path

import click

from cli.options import data_option, json_option
from cli.output import print_json, print_table
from cli.progress import counter


@click.command("verify", epilog="\b\nExample:\n  govnews verify\n  govnews verify --json --data data | jq .findings")
@data_option
@json_option
def command(data: Path, as_json: bool) -> int:
    """Prove that captures, snapshots and database agree. Exit code 5 where they do not."""
    from archive.verify import verify

    with counter("captures") as progress:
        found = verify(data, progress=progress)
    if as_json:
        print_json(found)
    elif found.findings:
        print_table(("part", "where", "what"), [(item.part, item.where, item.what) for item in found.findings])
    if not as_json:
        click.echo(
            f"{found.snapshots} snapshots with {found.records} records, {found.captures} captures, "
            f"{found.articles} articles: {len(found.findings) or 'nothing'} wrong"
        )
        if found.unfinished:
            click.echo(
                f"{found.unfinished} snapshots are of crawls under way, or killed: the next crawl ends them, "
                "and records were not compared with rows"
            )
    return 5 if found.findings else 0

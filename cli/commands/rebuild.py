"""`govnews rebuild`."""

from __future__ import annotations

from pathlib import Path

import click

from cli.options import data_option, json_option
from cli.output import print_json
from cli.progress import counter


@click.command("rebuild", epilog="\b\nExample:\n  govnews rebuild --force --data data")
@click.option("--force", is_flag=True, help="Replace the database that is there.")
@data_option
@json_option
def command(force: bool, data: Path, as_json: bool) -> None:
    """Make the database anew from the snapshots. Needs no portal files; the next crawl walks every listing."""
    from archive.rebuild import rebuild

    with counter("snapshots") as progress:
        made = rebuild(data, force=force, progress=progress)
    if as_json:
        print_json(made)
    else:
        click.echo(
            f"{made.articles} articles, {made.versions} versions and {made.captures} captures "
            f"from {made.snapshots} snapshots"
        )

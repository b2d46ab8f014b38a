"""`govnews rebuild`."""

from __future__ import annotations

from pathlib import Path

import click

from cli.options import data_option, json_option
from cli.output import print_json, tell
from cli.progress import counter


@click.command("rebuild", epilog="\b\nExample:\n  govnews rebuild --force --data data")
@click.option("--force", is_flag=True, help="Replace a database that is sound.")
@data_option
@json_option
def command(force: bool, data: Path, as_json: bool) -> None:
    """Make the database anew from the snapshots. The old one moves to damaged/; the next crawl walks all listings."""
    from archive.data_folder import DataFolder
    from archive.verification.rebuild import rebuild
    from archive.verification.repair_log import RepairLog

    with counter("snapshots") as progress:
        made = rebuild(data, force=force, progress=progress, log=RepairLog(DataFolder(data), tell))
    if as_json:
        print_json(made)
    else:
        click.echo(
            f"{made.articles} articles, {made.versions} versions and {made.captures} captures "
            f"from {made.snapshots} snapshots"
        )

"""`govnews verify`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import data_option, json_option, portals_option
from cli.output import print_json, print_table, tell
from cli.progress import counter

if TYPE_CHECKING:
    from archive.verification.findings import Progress, Verified

_EXAMPLE = """\b
Example:
  govnews verify
  govnews verify --sample 1%
  govnews verify --repair
  govnews verify --json --data data | jq .findings"""


def _drawn(ctx: click.Context, param: click.Parameter, text: str | None) -> Callable[[int], int] | None:
    """Of `500` or `2%`, how many captures are drawn of how many there are. Raises click.BadParameter."""
    if text is None:
        return None
    share = text.endswith("%")
    try:
        number = float(text.removesuffix("%")) if share else int(text)
    except ValueError:
        number = 0
    if not number > 0 or (share and number > 100):
        raise click.BadParameter(f"{text!r} is no sample; write a number of captures (500) or a share (2%)", ctx, param)
    return lambda total: min(total, max(1, round(total * number / 100)) if share else int(number))


@click.command("verify", epilog=_EXAMPLE)
@click.option(
    "--sample",
    callback=_drawn,
    metavar="N|P%",
    help="Read only so many captures, drawn at random, and check all that is cheap.",
)
@click.option("--repair", is_flag=True, help="Mend what can be mended; damaged files are moved to damaged/.")
@data_option
@portals_option
@json_option
def command(
    sample: Callable[[int], int] | None, repair: bool, data: Path, portals_folder: Path | None, as_json: bool
) -> int:
    """Prove that captures, snapshots and database agree. Exit code 5 where they do not."""
    if repair and sample is not None:
        raise click.UsageError("--repair looks at everything; leave --sample out")
    with counter("captures") as progress:
        found = _repaired(data, portals_folder, progress) if repair else _verified(data, progress, sample)
    for warning in found.warnings:
        click.echo(f"govnews: warning: {warning}", err=True)
    if as_json:
        print_json(found)
    else:
        _print(found, sampled=sample is not None)
    return 5 if found.findings else 0


def _verified(data: Path, progress: Progress, sample: Callable[[int], int] | None) -> Verified:
    from archive.verification.verify import verify

    return verify(data, progress=progress, sample=sample)


def _repaired(data: Path, portals_folder: Path | None, progress: Progress) -> Verified:
    from archive.data_folder import DataFolder
    from archive.verification.repair import repair
    from archive.verification.repair_log import RepairLog
    from pipelines.salvaging import SalvageReader
    from portals import load_portals

    portals = load_portals(portals_folder)
    return repair(RepairLog(DataFolder(data), tell), read=SalvageReader, portals=portals, progress=progress)


def _print(found: Verified, *, sampled: bool) -> None:
    if found.findings:
        rows = [(item.part, item.where, item.what, " ".join(item.articles)) for item in found.findings]
        print_table(("part", "where", "what", "articles"), rows)
    click.echo(
        f"{found.snapshots} snapshots with {found.records} records, {found.captures} captures, "
        f"{found.articles} articles: {len(found.findings) or 'nothing'} wrong"
    )
    if found.unfinished:
        click.echo(
            f"{found.unfinished} snapshots are of crawls under way, or killed: the next crawl ends them, "
            "and records were not compared with rows"
        )
    elif not found.compared:
        why = (
            "a sample was asked for"
            if sampled
            else "snapshots or database are damaged; `govnews verify --repair` mends what can be mended"
        )
        click.echo(f"records were not compared with rows: {why}")

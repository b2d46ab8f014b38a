"""`govnews extract`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click
import msgspec

from cli.options import json_option, portals_option
from cli.output import print_json
from cli.portal_files import load_checked
from portals import UsageError, find_portals


@click.command(
    "extract",
    epilog="""\b
Example:
  govnews extract page.html --url https://baohagiang.vn/… --portal baohagiang
  curl -s https://… | govnews extract - --url https://…""",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--url", required=True, help="The address the page was fetched from.")
@click.option("--portal", metavar="ID", help="Read it as a page of this portal.")
@portals_option
@json_option
def command(files: tuple[str, ...], url: str, portal: str | None, portals_folder: Path | None, as_json: bool) -> None:
    """Show what extraction makes of each FILE (`-` is standard input), as JSON. Nothing is stored."""
    from archive.model import Article
    from pipelines.extraction import extract

    known = find_portals(load_checked(portals_folder), [portal])[0] if portal else None
    for file in files:
        reading = extract(_bytes(file), url, portal=known, fetched_at=datetime.now(UTC))
        said = {"article" if isinstance(reading, Article) else "rejection": reading}
        if as_json:
            print_json(said)
        else:
            click.echo(msgspec.json.format(msgspec.json.encode(said), indent=2).decode())


def _bytes(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror}") from None

"""`govnews extract`."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from cli.options import json_option, portals_option
from cli.output import print_json
from cli.page_sources import read_pages
from cli.portal_files import load_checked
from portals import find_portals


@click.command(
    "extract",
    epilog="""\b
Example:
  govnews extract page.html --url https://baohagiang.vn/… --portal baohagiang
  govnews extract https://baotuyenquang.com.vn/… | jq .article.title
  curl -s https://… | govnews extract - --url https://…""",
)
@click.argument("sources", nargs=-1, required=True, metavar="FILE|URL…")
@click.option("--url", help="The address that the files were fetched from.")
@click.option("--portal", metavar="ID", help="Read it as a page of this portal.")
@portals_option
@json_option
def command(
    sources: tuple[str, ...], url: str | None, portal: str | None, portals_folder: Path | None, as_json: bool
) -> int:
    """Show what extraction makes of each FILE (`-` is standard input) or URL, as JSON. Nothing is stored."""
    from archive.model import Article
    from pipelines.extraction import extract

    portals = load_checked(portals_folder)
    known = find_portals(portals, [portal])[0] if portal else None
    pages, failed = read_pages(sources, url, list(portals.values()))
    for _, page in pages:
        reading = extract(page.body, page.url, portal=known, content_type=page.content_type, fetched_at=page.fetched_at)
        said = {"article" if isinstance(reading, Article) else "rejection": reading}
        if as_json:
            print_json(said)
        else:
            click.echo(msgspec.json.format(msgspec.json.encode(said), indent=2).decode())
    return 3 if failed else 0

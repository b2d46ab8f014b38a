"""`govnews search`."""

from __future__ import annotations

from pathlib import Path

import click

from cli.archived_portals import archived_portals
from cli.options import data_option, filter_options, json_option
from cli.output import highlighted, one_line, print_json


@click.command(
    "search",
    epilog="""\b
Example:
  govnews search 'dang vien'               finds đảng viên as well
  govnews search 'đảng viên'               finds exactly that
  govnews search '"chuyển đổi số" -hội' --portal baohagiang --since 2024""",
)
@click.argument("query")
@filter_options
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Hits at most.")
@data_option
@json_option
def command(
    query: str,
    portal: str | None,
    since: str | None,
    until: str | None,
    author: str | None,
    limit: int,
    data: Path,
    as_json: bool,
) -> None:
    """Find articles that say QUERY, best first. "Quoted words" follow each other, -word must not occur."""
    from archive import Archive

    with Archive.open(data) as archive:
        archived_portals(archive, data, filter(None, [portal]))
        hits = archive.search(query, portal=portal, since=since, until=until, author=author, limit=limit)
    if as_json:
        for hit in hits:
            print_json(hit)
        return
    for hit in hits:
        details = [hit.published or "no date", hit.portal, hit.author, "removed" if hit.removed_at else None]
        click.echo(click.style(one_line(hit.title), bold=True))
        click.echo("  " + " · ".join(one_line(detail) for detail in details if detail))
        click.echo("  " + highlighted((piece.text, piece.match) for piece in hit.snippet))
        click.echo(f"  {hit.id}  {one_line(hit.url)}\n")
    click.echo(f"{len(hits)} hits" if len(hits) != 1 else "1 hit", err=True)

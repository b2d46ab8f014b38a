"""`govnews show`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import data_option, json_option
from cli.output import one_line, plain, print_json, print_table

if TYPE_CHECKING:
    from archive import Archive, ArchivedArticle


@click.command(
    "show",
    epilog="""\b
Example:
  govnews show 5d228e5a5eff2d61
  govnews show https://baohagiang.vn/… --evidence
  govnews show 5d228e5a5eff2d61 --raw > page.html""",
)
@click.argument("article", metavar="URL|ID")
@click.option("--raw", is_flag=True, help="The captured page, byte for byte as it is read (content-encoding undone).")
@click.option("--evidence", is_flag=True, help="For each field: the rule that gave it, and the text it was read from.")
@data_option
@json_option
def command(article: str, raw: bool, evidence: bool, data: Path, as_json: bool) -> None:
    """Show one article as the archive has it now, with its versions."""
    from archive import Archive

    if raw and (evidence or as_json):
        raise click.UsageError("--raw stands alone: it prints the captured bytes")
    with Archive.open(data) as archive:
        found = archive.article(article)
        if raw:
            sys.stdout.buffer.write(archive.capture(found.capture_id).response.body)
        elif as_json:
            print_json({"article": found, "versions": archive.versions(found.id)})
        elif evidence:
            rows = [(field, said.rule, said.text) for field, said in sorted(found.evidence.items())]
            print_table(("field", "rule", "read from"), rows)
        else:
            _print(archive, found)


def _print(archive: Archive, article: ArchivedArticle) -> None:
    click.echo(click.style(one_line(article.title), bold=True))
    views = f"{article.view_count} views" if article.view_count is not None else None
    details = [article.published or "no date", article.author, article.portal, article.category, views]
    click.echo(" · ".join(one_line(detail) for detail in details if detail))
    click.echo(one_line(article.url))
    if article.removed_at:
        click.echo(f"removed: not there since {article.removed_at}")
    click.echo(f"\n{plain(article.text)}\n")
    for link in article.related:
        archived = f"  [{link.related_id}]" if link.related_id else ""
        click.echo(f"related: {one_line(link.title)} ({link.published or 'no date'}){archived}")
    for media in article.attachments:
        click.echo(f"attachment: {one_line(media.title or '')} {one_line(media.url)}")
    for version in archive.versions(article.id):
        click.echo(f"version {version.version}: seen {version.seen_at}, capture {version.capture_id}")
    click.echo(f"id {article.id}, first seen {article.first_seen}, last seen {article.last_seen}")

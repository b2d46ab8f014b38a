"""`govnews show`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import data_option, json_option
from cli.output import changed_words, one_line, plain, print_json, print_table
from portals import UsageError

if TYPE_CHECKING:
    from archive import Archive, ArchivedArticle, ArchivedVersion


@click.command(
    "show",
    epilog="""\b
Example:
  govnews show 5d228e5a5eff2d61
  govnews show https://baohagiang.vn/… --evidence
  govnews show 5d228e5a5eff2d61 --at 2024-12-31
  govnews show 5d228e5a5eff2d61 --diff           what the last edit changed
  govnews show 5d228e5a5eff2d61 --raw > page.html""",
)
@click.argument("article", metavar="URL|ID")
@click.option("--raw", is_flag=True, help="The captured page, byte for byte as it is read (content-encoding undone).")
@click.option(
    "--evidence",
    is_flag=True,
    help="For each field: the rule that gave it, the text it was read from, and what else was said.",
)
@click.option("--at", metavar="TIME", help="What it said then: 2024-12-31, or 2024-12-31T08:00:00Z.")
@click.option("--diff", is_flag=True, help="What changed from its last version but one to its last, word by word.")
@data_option
@json_option
def command(article: str, raw: bool, evidence: bool, at: str | None, diff: bool, data: Path, as_json: bool) -> None:
    """Show one article as the archive has it now, with its versions."""
    from archive import Archive

    if sum([raw, evidence, at is not None, diff]) > 1 or (raw and as_json):
        raise click.UsageError("--raw, --evidence, --at and --diff are four questions: ask one at a time")
    with Archive.open(data) as archive:
        found = archive.article(article)
        if at is not None:
            version = archive.version_at(found.id, at)
            if as_json:
                print_json(version)
            else:
                _print_version(version)
        elif diff:
            versions = archive.versions(found.id)
            if len(versions) < 2:
                raise UsageError(f"{article}: has one version only, so there is nothing to compare")
            _print_changes(versions[-2], versions[-1])
        elif raw:
            sys.stdout.buffer.write(archive.capture(found.capture_id).response.body)
        elif as_json:
            print_json({"article": found, "versions": archive.versions(found.id)})
        elif evidence:
            print_table(("field", "rule", "read from"), _evidence_rows(found))
        else:
            _print(archive, found)


def _evidence_rows(article: ArchivedArticle) -> list[tuple[str, str, str]]:
    """What each field was read from, and below it what else was said of it and did not count."""
    rows = []
    for field, said in sorted(article.evidence.items()):
        rows.append((field, said.rule, said.text))
        rows += [("  not", other.rule, other.text) for other in said.others]
    return rows


def _print_version(version: ArchivedVersion) -> None:
    click.echo(click.style(one_line(version.title), bold=True))
    details = [version.published or "no date", version.author, f"seen {version.seen_at}"]
    click.echo(" · ".join(one_line(detail) for detail in details if detail))
    click.echo(f"\n{plain(version.text)}\n\nversion {version.version}, capture {version.capture_id}")


def _print_changes(before: ArchivedVersion, after: ArchivedVersion) -> None:
    click.echo(f"version {before.version}, seen {before.seen_at}, to version {after.version}, seen {after.seen_at}")
    for field in ("title", "author", "published", "text"):
        old, new = getattr(before, field) or "", getattr(after, field) or ""
        if old != new:
            click.echo(f"\n{field}: {changed_words(old, new)}")


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

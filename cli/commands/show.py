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
  govnews show 5d228e5a5eff2d61 --diff 1 3       versions 1 and 3; times stand for what it said then
  govnews show 5d228e5a5eff2d61 --cite           one line to cite it by; --json: CSL-JSON
  govnews show 5d228e5a5eff2d61 --raw > page.html
  govnews show 5d228e5a5eff2d61 --raw --at 2024-12-31 > page-then.html""",
)
@click.argument("article", metavar="URL|ID")
@click.argument("compared", nargs=-1, metavar="[A [B]]")
@click.option("--raw", is_flag=True, help="The captured page, byte for byte as it is read (content-encoding "
              "undone); with --at, as it was then.")  # fmt: skip
@click.option(
    "--evidence",
    is_flag=True,
    help="For each field: the rule that gave it, the text it was read from, and what else was said.",
)
@click.option("--at", metavar="TIME", help="What it said then: 2024-12-31, or 2024-12-31T08:00:00Z.")
@click.option(
    "--diff",
    is_flag=True,
    help="What changed from version A to B, word by word: numbers, or times as for --at. Without B: to the last one. "
    "Without A: by the last edit.",
)
@click.option("--cite", is_flag=True, help="How to cite it, by its capture; with --at, as it was then.")
@data_option
@json_option
def command(
    article: str,
    compared: tuple[str, ...],
    raw: bool,
    evidence: bool,
    at: str | None,
    diff: bool,
    cite: bool,
    data: Path,
    as_json: bool,
) -> None:
    """Show one article as the archive has it now, with its versions."""
    from archive import Archive

    if sum([raw, evidence, diff, cite]) > 1 or (at is not None and (evidence or diff)) or (raw and as_json):
        raise click.UsageError("--raw, --evidence, --diff and --cite are questions: ask one at a time; --at goes with "
                               "--raw and --cite")  # fmt: skip
    if len(compared) > (2 if diff else 0):
        raise click.UsageError("one article at a time; --diff takes two versions of it at most")
    with Archive.open(data) as archive:
        found = archive.article(article)
        if cite:
            _print_citation(archive, found, at, as_json)
        elif raw:
            capture = found.capture_id if at is None else archive.version_at(found.id, at).capture_id
            sys.stdout.buffer.write(archive.capture(capture).response.body)
        elif at is not None:
            version = archive.version_at(found.id, at)
            if as_json:
                print_json(version)
            else:
                _print_version(version)
        elif diff:
            _print_changes(*_two_versions(archive, found, compared), as_json)
        elif as_json:
            print_json({"article": found, "versions": archive.versions(found.id)})
        elif evidence:
            print_table(("field", "rule", "read from"), _evidence_rows(found))
        else:
            _print(archive, found)


def _two_versions(
    archive: Archive, article: ArchivedArticle, named: tuple[str, ...]
) -> tuple[ArchivedVersion, ArchivedVersion]:
    """The versions to compare: those named, or the last but one and the last. Raises UsageError."""
    versions = archive.versions(article.id)
    if named:
        found = [_version_named(archive, article, versions, name) for name in named]
        return found[0], found[1] if len(found) > 1 else versions[-1]
    if len(versions) < 2:
        raise UsageError(f"{article.id}: has one version only, so there is nothing to compare")
    return versions[-2], versions[-1]


def _version_named(
    archive: Archive, article: ArchivedArticle, versions: list[ArchivedVersion], name: str
) -> ArchivedVersion:
    if not name.isdecimal():
        return archive.version_at(article.id, name)
    if not 1 <= int(name) <= len(versions):
        raise UsageError(f"{article.id}: has no version {name}; it has {len(versions)}")
    return versions[int(name) - 1]


def _print_citation(archive: Archive, article: ArchivedArticle, at: str | None, as_json: bool) -> None:
    from archive.citation import cite

    version = archive.versions(article.id)[-1] if at is None else archive.version_at(article.id, at)
    citation = cite(archive.db.conn, article, version)
    if as_json:
        print_json(citation.csl())
    else:
        click.echo(one_line(str(citation)))


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


def _print_changes(before: ArchivedVersion, after: ArchivedVersion, as_json: bool) -> None:
    said = {
        field: (getattr(before, field), getattr(after, field)) for field in ("title", "author", "published", "text")
    }
    changes = {field: both for field, both in said.items() if both[0] != both[1]}
    if as_json:
        told = [{"field": field, "before": old, "after": new} for field, (old, new) in changes.items()]
        print_json({"before": _named(before), "after": _named(after), "changes": told})
        return
    click.echo(f"version {before.version}, seen {before.seen_at}, to version {after.version}, seen {after.seen_at}")
    if not changes and before.version != after.version:
        click.echo("title, author, date and text are the same; the attached files, or where the lead ends, changed")
    for field, (old, new) in changes.items():
        click.echo(f"\n{field}: {changed_words(old or '', new or '')}")


def _named(version: ArchivedVersion) -> dict[str, object]:
    return {"version": version.version, "seen_at": version.seen_at, "capture_id": version.capture_id}


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

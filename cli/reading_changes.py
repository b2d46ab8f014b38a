"""Prints what reading again would change: a table of fields, then examples, old beside new."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.output import changed_words, one_line, print_table

if TYPE_CHECKING:
    from pipelines.reextract import Preview

_LONGEST = 400  # characters of an example


def print_changes(preview: Preview) -> None:
    """One portal's preview for people."""
    from pipelines.reading_changes import readable

    click.echo(click.style(f"{preview.portal}: {preview.captures} captures to read again", bold=True))
    if not preview.changes:
        click.echo("nothing would change\n")
        return
    print_table(
        ("field", "changed", "articles"), [(each.field, each.changed, each.articles) for each in preview.changes]
    )
    for change in preview.changes:
        for example in change.examples:
            old, new = readable(example.old), readable(example.new)
            click.echo(f"\n{change.field}  {one_line(example.url)}")
            if len(old) + len(new) > _LONGEST:
                click.echo(f"  {one_line(changed_words(old, new))}")
            else:
                click.echo(f"  before: {one_line(old) or '(nothing)'}")
                click.echo(f"  now:    {one_line(new) or '(nothing)'}")
    click.echo()

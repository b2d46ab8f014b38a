"""`govnews status`."""

from __future__ import annotations

from pathlib import Path

import click

from cli.archived_portals import archived_portals
from cli.options import data_option, json_option
from cli.output import one_line, print_json, print_table

_COLUMNS = ("portal", "last crawl", "outcome", "articles", "newest", "weakest fields", "alarms")


@click.command(
    "status",
    epilog="""\b
Example:
  govnews status
  govnews status baotuyenquang --json | jq .alarms""",
)
@click.argument("names", nargs=-1, metavar="[PORTAL…]")
@data_option
@json_option
def command(names: tuple[str, ...], data: Path, as_json: bool) -> int:
    """How the archived portals do, each against its own past. Ends with 4 where one raises an alarm."""
    from archive import Archive
    from archive.health.health import health_of

    with Archive.open(data) as archive:
        db = archive.db.conn
        archived = archived_portals(archive, data, names)
        found = [health_of(db, name) for name in (dict.fromkeys(names) or archived)]
    if as_json:
        for health in found:
            print_json(health)
    else:
        rows = []
        for health in found:
            weak = sorted((share, field) for field, share in health.coverage.items() if 0 < share < 1)[:2]
            shown = ", ".join(f"{field} {share:.0%}" for share, field in weak)
            started = (health.started_at or "")[:16]
            outcome = health.outcome or "under way"
            rows.append((health.portal, started, outcome, health.articles, health.newest, shown, len(health.alarms)))
        print_table(_COLUMNS, rows)
        for health in found:
            for alarm in health.alarms:
                click.echo(f"\nALARM {one_line(str(alarm))}")
    return 4 if any(health.alarms for health in found) else 0

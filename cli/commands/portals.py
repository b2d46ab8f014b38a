"""`govnews portals`."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from cli.options import json_option, portals_option
from cli.output import print_json, print_table
from cli.portal_files import load_checked
from portals import Portal, find_portals


@click.command(
    "portals",
    epilog="""\b
Example:
  govnews portals
  govnews portals check --portals my-portals
  govnews portals show baohagiang""",
)
@click.argument("action", type=click.Choice(["list", "check", "show"]), default="list")
@click.argument("portal", metavar="[ID]", required=False)
@portals_option
@json_option
def command(action: str, portal: str | None, portals_folder: Path | None, as_json: bool) -> None:
    """List the portals, check their files, or show one of them with all its defaults."""
    if (portal is None) == (action == "show"):
        raise click.UsageError("`portals show` takes the id of one portal, the other forms take none")
    known = load_checked(portals_folder)
    if portal is not None:
        shown = _as_data(find_portals(known, [portal])[0])
        click.echo(msgspec.json.format(msgspec.json.encode(shown), indent=0 if as_json else 2).decode())
    elif as_json:
        for each in known.values():
            print_json(_as_data(each))
    elif action == "check":
        click.echo(f"{len(known)} portal files are right")
    else:
        rows = [
            (each.id, each.name, each.home, each.platform, each.lifetime.until or "", each.lifetime.successor or "")
            for each in known.values()
        ]
        print_table(("id", "name", "home", "platform", "until", "successor"), rows)


def _as_data(portal: Portal) -> dict[str, object]:
    data = msgspec.structs.asdict(portal)
    del data["text"]
    return data

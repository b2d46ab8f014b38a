"""`govnews portals`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from cli.options import data_option, json_option, portals_option
from cli.output import print_json, print_table
from cli.portal_files import load_checked
from portals import Portal, find_portals

if TYPE_CHECKING:
    from archive.reader import LastCrawl


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
@data_option
@json_option
def command(action: str, portal: str | None, portals_folder: Path | None, data: Path, as_json: bool) -> None:
    """List the portals with their last crawls, check their files, or show one of them with all its defaults."""
    if (portal is None) == (action == "show"):
        raise click.UsageError("`portals show` takes the id of one portal, the other forms take none")
    known = load_checked(portals_folder)
    if portal is not None:
        shown = _as_data(find_portals(known, [portal])[0])
        click.echo(msgspec.json.format(msgspec.json.encode(shown), indent=0 if as_json else 2).decode())
    elif action == "check":
        click.echo(f"{len(known)} portal files are right")
    else:
        crawls = _last_crawls(data)
        if as_json:
            for each in known.values():
                print_json(_as_data(each) | {"last_crawl": crawls.get(each.id)})
        else:
            print_table(_COLUMNS, [_row(each, crawls.get(each.id)) for each in known.values()])


_COLUMNS = ("id", "name", "home", "platform", "until", "successor", "articles", "last crawl", "outcome")


def _row(portal: Portal, crawl: LastCrawl | None) -> tuple[object, ...]:
    lifetime = portal.lifetime
    crawled = (crawl.articles, crawl.started_at[:16], crawl.outcome or "under way") if crawl else ("", "", "")
    return (portal.id, portal.name, portal.home, portal.platform, lifetime.until, lifetime.successor, *crawled)


def _last_crawls(data: Path) -> dict[str, LastCrawl]:
    """What an archive knows of each portal; nothing where there is no archive yet."""
    if not data.exists():
        return {}
    from archive import Archive

    with Archive.open(data) as archive:
        return archive.last_crawls()


def _as_data(portal: Portal) -> dict[str, object]:
    data = msgspec.structs.asdict(portal)
    del data["text"]
    return data

"""`govnews portals`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from cli.options import data_option, json_option, portals_option
from cli.output import one_line, print_json, print_table
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
  govnews portals show baohagiang
  govnews portals detect https://baotuyenquang.com.vn/… page.html""",
)
@click.argument("action", type=click.Choice(["list", "check", "show", "detect"]), default="list")
@click.argument("names", metavar="[ID | FILE|URL…]", nargs=-1)
@click.option("--url", help="detect: the address that the files were fetched from; some platforms are told by it.")
@portals_option
@data_option
@json_option
def command(
    action: str, names: tuple[str, ...], url: str | None, portals_folder: Path | None, data: Path, as_json: bool
) -> int:
    """List the portals with their last crawls, check their files, show one with all its defaults, or detect platforms.

    `detect` says which platform a page bears the signs of, so that a portal file can name it.
    """
    if action == "detect":
        return _detect(names, url, portals_folder, as_json)
    if len(names) != (action == "show"):
        raise click.UsageError("`portals show` takes the id of one portal, `list` and `check` take none")
    known = load_checked(portals_folder)
    for portal in names:
        shown = _as_data(find_portals(known, [portal])[0])
        click.echo(msgspec.json.format(msgspec.json.encode(shown), indent=0 if as_json else 2).decode())
    if action == "check":
        click.echo(f"{len(known)} portal files are right" if len(known) != 1 else "1 portal file is right")
    elif action == "list":
        crawls = _last_crawls(data)
        if as_json:
            for each in known.values():
                print_json(_as_data(each) | {"last_crawl": crawls.get(each.id)})
        else:
            print_table(_COLUMNS, [_row(each, crawls.get(each.id)) for each in known.values()])
    return 0


def _detect(sources: tuple[str, ...], url: str | None, portals_folder: Path | None, as_json: bool) -> int:
    from cli.page_sources import UNKNOWN, read_pages
    from pipelines.extraction.language import words_language
    from pipelines.extraction.markup.source import read_source
    from pipelines.extraction.platforms import detect

    if not sources:
        raise click.UsageError("`portals detect` takes the files or addresses of article pages")
    pages, failed = read_pages(sources, url or UNKNOWN, list(load_checked(portals_folder).values()))
    for source, page in pages:
        page_source = read_source(page.body, page.content_type, "vi")
        told = detect(page_source, page.url, words_language(page_source.markup)) if page_source else None
        if as_json:
            print_json({"source": source, "platform": told and told[0].name, "signs": told[1].told_by if told else ()})
        elif told:
            click.echo(f"{one_line(source)}: {told[0].name}; bears {', '.join(map(repr, told[1].told_by))}")
        else:
            click.echo(f"{one_line(source)}: generic; bears the signs of no platform")
    return 3 if failed else 0


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

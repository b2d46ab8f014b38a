"""The pages that a command is given: files, standard input, addresses."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from crawler.fetched import FetchedPage, is_address
from portals import Portal, UsageError

UNKNOWN = "file:///"  # the address of a file of which nobody said where it was fetched from


def read_pages(
    sources: Sequence[str], url: str | None, portals: Sequence[Portal]
) -> tuple[list[tuple[str, FetchedPage]], int]:
    """(source, page) of files (`-` is standard input) and addresses, as given; how many could not be fetched.

    `url` is the address of the files. What cannot be fetched is told on standard error. Raises UsageError.
    """
    addresses = [source for source in sources if is_address(source)]
    files = [source for source in sources if not is_address(source)]
    if files and not url:
        raise UsageError(f"{files[0]}: say with --url which address it was fetched from")
    if files and not (is_address(url or "") or url == UNKNOWN):
        raise UsageError(f"--url is {url!r}; write the whole address, with https://")
    read = {source: FetchedPage(url or "", _bytes(source), None, datetime.now(UTC)) for source in files}
    fetched = _fetched(addresses, portals) if addresses else {}
    pages: list[tuple[str, FetchedPage]] = []
    failed = 0
    for source in sources:
        page = read[source] if source in read else fetched[source]
        if isinstance(page, str):
            click.echo(f"{source}: {page}", err=True)
            failed += 1
        else:
            pages.append((source, page))
    return pages, failed


def _bytes(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror}") from None


def _fetched(addresses: list[str], portals: Sequence[Portal]) -> dict[str, FetchedPage | str]:
    from crawler.fetch import fetch_pages  # brings Scrapy

    return fetch_pages(addresses, portals)

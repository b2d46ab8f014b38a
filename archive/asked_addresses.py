"""Addresses as people have them: from a browser's line, with what led there, of another host or scheme."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from portals.url_identity import Origin, canonical


def spellings(db: sqlite3.Connection, asked: str) -> Iterator[str]:
    """An address as it was asked for, and then as each portal of its host would have it.

    The archive does not hold what a portal file says of parameters and hosts: those that are known everywhere are left
    out, and `www.` makes no difference.
    """
    yield asked
    try:
        host = Origin.of(asked).netloc
    except ValueError:
        return  # an id, or no address at all
    for (home,) in db.execute("SELECT DISTINCT home FROM portals WHERE home IS NOT NULL ORDER BY id").fetchall():
        origin = Origin.of(home)
        if host.removeprefix("www.") == origin.netloc.removeprefix("www."):
            yield canonical(asked, origin, frozenset({host, origin.netloc}), None)

"""Which article an address belongs to, when several addresses are one article."""

from __future__ import annotations

import sqlite3

from archive.model import article_id
from archive.snapshots.records import AliasRecord


def article_at(db: sqlite3.Connection, portal: str, url: str) -> str:
    """The id of the article at a canonical URL, aliases followed."""
    return article_id(portal, canonical_of(db, portal, url))


def canonical_of(db: sqlite3.Connection, portal: str, url: str) -> str:
    """The URL that stands for all addresses of the article at a canonical URL."""
    return canonical_among(db, portal, addresses_of(db, portal, url))


def canonical_among(db: sqlite3.Connection, portal: str, same: set[str]) -> str:
    """The URL that stands for all addresses of an article, which are `same`.

    It is the one that is an alias of none; where aliases contradict each other, the shortest (then the first in order)
    of those that could be, so that the answer does not depend on which alias became known first.
    """
    if len(same) == 1:
        return next(iter(same))
    marks = ", ".join("?" * len(same))
    demoted = {
        row[0] for row in db.execute(f"SELECT url FROM aliases WHERE portal = ? AND url IN ({marks})", [portal, *same])
    }
    return min((same - demoted) or same, key=lambda candidate: (len(candidate), candidate))


def addresses_of(db: sqlite3.Connection, portal: str, url: str) -> set[str]:
    """Every address that is known to be the same article as `url`, itself included."""
    known: set[str] = set()
    ahead = [url]
    while ahead:
        address = ahead.pop()
        if address in known:
            continue
        known.add(address)
        linked = db.execute(
            "SELECT same_as FROM aliases WHERE portal = ? AND url = ?"
            " UNION ALL SELECT url FROM aliases WHERE portal = ? AND same_as = ?",
            [portal, address, portal, address],
        )
        ahead += [row[0] for row in linked]
    return known


def add(db: sqlite3.Connection, record: AliasRecord) -> list[str]:
    """Writes an alias down and gives all observations of its addresses to one article; the articles touched by that."""
    db.execute(
        "INSERT OR IGNORE INTO aliases (portal, url, same_as, recorded_at) VALUES (?, ?, ?, ?)",
        [record.portal, record.url, record.same_as, record.recorded_at],
    )
    same = sorted(addresses_of(db, record.portal, record.url))
    owner = article_at(db, record.portal, record.url)
    marks = ", ".join("?" * len(same))
    before = db.execute(
        f"SELECT DISTINCT article_id FROM observations WHERE portal = ? AND url IN ({marks})", [record.portal, *same]
    ).fetchall()
    db.execute(
        f"UPDATE observations SET article_id = ? WHERE portal = ? AND url IN ({marks})", [owner, record.portal, *same]
    )
    # An article that lost all its observations goes first: two rows must not claim one address.
    return [*(row[0] for row in before if row[0] != owner), owner]

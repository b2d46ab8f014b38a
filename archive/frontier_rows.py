"""The frontier as the database keeps it: which addresses of a portal are known, and which are still to be visited.

Its rows are written in the same transaction as what was learned from the page that led to them, so a kill, a limit or
a full disk never makes an article unreachable.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Literal

import msgspec

from archive.model import Context

State = Literal["new", "done"]


class FrontierRow(msgspec.Struct, frozen=True, kw_only=True):
    """One address. `new` means that it is to be visited, whether or not it ever was."""

    url: str
    kind: str
    state: State
    found_at: str
    visited_at: str | None = None
    context: Context | None = None  # what the listing said of it


def save(db: sqlite3.Connection, portal: str, rows: Iterable[FrontierRow]) -> None:
    """Writes rows, replacing those of the same address. Runs within the caller's transaction."""
    db.executemany(
        "INSERT INTO frontier (portal, url, kind, state, found_at, visited_at, context) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (portal, url) DO UPDATE SET kind = excluded.kind, state = excluded.state,"
        " visited_at = ifnull(excluded.visited_at, frontier.visited_at),"
        " context = ifnull(excluded.context, frontier.context)",
        [
            (
                *(portal, row.url, row.kind, row.state, row.found_at, row.visited_at),
                msgspec.json.encode(row.context).decode() if row.context else None,
            )
            for row in rows
        ],
    )


def load(db: sqlite3.Connection, portal: str) -> list[FrontierRow]:
    """Every known address of a portal in the order in which it was found.

    An archived article is known even where the frontier has no row of it: a rebuild makes none.
    """
    rows = db.execute(
        "SELECT url, kind, state, found_at, visited_at, context FROM frontier WHERE portal = ? ORDER BY rowid", [portal]
    )
    known = {
        url: FrontierRow(
            url=url,
            kind=kind,
            state=state,
            found_at=found_at,
            visited_at=visited_at,
            context=msgspec.json.decode(context, type=Context) if context else None,
        )
        for url, kind, state, found_at, visited_at, context in rows
    }
    archived = db.execute(
        "SELECT u.url, a.first_seen, a.last_seen FROM article_urls u JOIN articles a ON a.id = u.article_id"
        " WHERE u.portal = ?",
        [portal],
    )
    for url, first_seen, last_seen in archived:
        if url not in known:
            known[url] = FrontierRow(url=url, kind="article", state="done", found_at=first_seen, visited_at=last_seen)
    return list(known.values())

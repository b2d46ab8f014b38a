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

# Days after which an archived article is visited again that the frontier knows nothing of.
_DUE_AFTER_DAYS = 30


class FrontierRow(msgspec.Struct, frozen=True, kw_only=True):
    """One address. `new` means that it is to be visited, whether or not it ever was; `done`, again at `next_visit`.

    `etag` and `last_modified` are the validators that came with the last full answer, `capture_id` is that answer.
    `in_vain` counts the visits in a row, up to the last one, that gave nothing.
    """

    url: str
    kind: str
    state: State
    found_at: str
    visited_at: str | None = None
    next_visit: str | None = None
    context: Context | None = None  # what the listing or feed said of it
    etag: str | None = None
    last_modified: str | None = None
    capture_id: str | None = None
    in_vain: int = 0


_COLUMNS = [field.name for field in msgspec.structs.fields(FrontierRow)]
# Not INSERT OR REPLACE: that would give the row another place and write all its indexes anew.
_SAVE = (
    f"INSERT INTO frontier (portal, {', '.join(_COLUMNS)}) VALUES (?, {', '.join('?' * len(_COLUMNS))})"
    f" ON CONFLICT (portal, url) DO UPDATE SET {', '.join(f'{column} = excluded.{column}' for column in _COLUMNS[1:])}"
)


def save(db: sqlite3.Connection, portal: str, rows: Iterable[FrontierRow]) -> None:
    """Writes rows, replacing those of the same address. Runs within the caller's transaction."""
    db.executemany(_SAVE, [(portal, *_values(row)) for row in rows])


def load(db: sqlite3.Connection, portal: str, rules: str) -> list[FrontierRow]:
    """Every known address of a portal in the order in which it was found.

    A page of links whose answer was taken in under other rules (digest) loses its validators: today's portal file may
    find more in it, and a 304 would keep that from us.
    An archived article is known even where the frontier has no row of it: a rebuild makes none. It is due a while after
    it was last seen.
    """
    query = f"SELECT {', '.join(_COLUMNS)} FROM frontier WHERE portal = ? ORDER BY found_at, rowid"
    known = {row[0]: _row(row) for row in db.execute(query, [portal])}
    outdated = db.execute(
        "SELECT f.url FROM frontier f JOIN captures c ON c.id = f.capture_id JOIN crawls r ON r.id = c.crawl_id"
        " WHERE f.portal = ? AND f.kind IN ('listing', 'feed', 'sitemap') AND r.rules != ?",
        [portal, rules],
    )
    for (url,) in outdated:
        known[url] = msgspec.structs.replace(known[url], etag=None, last_modified=None, capture_id=None)
    archived = db.execute(
        "SELECT u.url, a.first_seen, a.last_seen, strftime('%Y-%m-%dT%H:%M:%fZ', a.last_seen, ?)"
        " FROM article_urls u JOIN articles a ON a.id = u.article_id WHERE u.portal = ?",
        [f"+{_DUE_AFTER_DAYS} days", portal],
    )
    for url, first_seen, last_seen, due in archived:
        if url not in known:
            known[url] = FrontierRow(
                url=url, kind="article", state="done", found_at=first_seen, visited_at=last_seen, next_visit=due
            )
    return list(known.values())


def listing_sent(db: sqlite3.Connection, capture: str) -> bool:
    """Whether a listing ever sent the very bytes of this capture."""
    query = (
        "SELECT 1 FROM captures mine JOIN captures c ON c.portal = mine.portal AND c.digest = mine.digest"
        " JOIN frontier f ON f.portal = c.portal AND f.url = c.url AND f.kind = 'listing' WHERE mine.id = ? LIMIT 1"
    )
    return db.execute(query, [capture]).fetchone() is not None


def _values(row: FrontierRow) -> list[object]:
    values = [getattr(row, column) for column in _COLUMNS]
    position = _COLUMNS.index("context")
    values[position] = msgspec.json.encode(row.context).decode() if row.context else None
    return values


def _row(columns: tuple[object, ...]) -> FrontierRow:
    values = dict(zip(_COLUMNS, columns, strict=True))
    if values["context"] is not None:
        values["context"] = msgspec.json.decode(str(values["context"]))
    return msgspec.convert(values, FrontierRow)

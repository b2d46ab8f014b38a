"""Whether two databases hold the same archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

# Everything that records decide, with the columns that name a row. `key` of articles and the frontier are left out:
# the one is handed out in the order of arrival, the other is no part of a rebuild.
_IDENTITY = {
    "portals": ("id",),
    "crawls": ("id",),
    "captures": ("id",),
    "readings": ("capture_id", "rules"),
    "observations": ("id",),
    "aliases": ("portal", "url", "same_as"),
    "rejections": ("crawl_id", "url"),
    "coverage": ("crawl_id", "field"),
    "articles": ("id",),
    "versions": ("article_id", "version"),
    "related_links": ("article_id", "position"),
    "attachments": ("article_id", "position"),
    "images": ("article_id", "position"),
    "article_urls": ("article_id", "url"),
}
_LEFT_OUT = {"articles": {"key"}, "aliases": {"recorded_at"}}
# The index has no text of its own; its document sizes (tokens a column) show whether each article is in it once, whole.
_INDEXED = "SELECT a.id, s.sz FROM search_docsize s LEFT JOIN articles a ON a.key = s.id ORDER BY a.id"


class Difference(NamedTuple):
    """A row that one side lacks, or has otherwise. `left` and `right` are None where there is no such row."""

    table: str
    identity: tuple[object, ...]
    left: dict[str, object] | None
    right: dict[str, object] | None

    def __str__(self) -> str:
        row = f"{self.table} {' '.join(map(str, self.identity))}"
        if self.left is None or self.right is None:
            return f"{row}: is only in the {'second' if self.left is None else 'first'}"
        columns = [name for name, value in self.left.items() if value != self.right[name]]
        return f"{row}: differs in {', '.join(columns)}"


def differences(left: sqlite3.Connection, right: sqlite3.Connection) -> Iterator[Difference]:
    """Every row in which two databases differ. Both are read in order, so memory stays flat."""
    for table, identity in _IDENTITY.items():
        columns = [row[1] for row in left.execute(f"PRAGMA table_info({table})")]
        kept = [name for name in columns if name not in _LEFT_OUT.get(table, ())]
        query = f"SELECT {', '.join(kept)} FROM {table} ORDER BY {', '.join(identity)}"
        positions = [kept.index(name) for name in identity]
        yield from _merge(table, kept, positions, left.execute(query), right.execute(query))
    yield from _merge("search", ["id", "sz"], [0], left.execute(_INDEXED), right.execute(_INDEXED))


def _merge(
    table: str, columns: list[str], positions: list[int], left: sqlite3.Cursor, right: sqlite3.Cursor
) -> Iterator[Difference]:
    one, other = left.fetchone(), right.fetchone()
    while one is not None or other is not None:
        one_id = tuple(one[position] for position in positions) if one else None
        other_id = tuple(other[position] for position in positions) if other else None
        first = _first(one_id, other_id)
        has_one, has_other = one_id == first, other_id == first
        if not (has_one and has_other and one == other):
            yield Difference(
                table,
                first,
                dict(zip(columns, one, strict=True)) if has_one else None,
                dict(zip(columns, other, strict=True)) if has_other else None,
            )
        one = left.fetchone() if has_one else one
        other = right.fetchone() if has_other else other


def _first(one: tuple[object, ...] | None, other: tuple[object, ...] | None) -> tuple[object, ...]:
    if one is None or other is None:
        found = one if other is None else other
        assert found is not None
        return found
    return min(one, other, key=lambda identity: [(value is not None, value) for value in identity])
